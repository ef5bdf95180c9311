//! `cargo xtask bench`: edit to verdict against plain cargo.

use std::process::ExitCode;

use crate::course::Course;
use crate::error::Error;
use crate::judge::not_built;
use crate::term::Out;

/// Pairs to measure where nobody says how many.
pub const RUNS: u32 = 10;

#[derive(Clone, Debug)]
pub struct Options {
    pub katas: Vec<String>,
    pub runs: u32,
    pub cold: bool,
}

pub fn run(_course: &Course, _options: &Options, _out: &Out) -> Result<ExitCode, Error> {
    Err(not_built())
}
