//! From (kata, answer) to a verdict.

use std::path::Path;

use crate::course::{Course, Kata};
use crate::error::Error;
use crate::lang::text;
use crate::verdict::Verdict;

#[derive(Debug)]
pub struct Judge;

impl Judge {
    pub fn new(_course: &Course, _jobs: Option<usize>) -> Result<Judge, Error> {
        Err(not_built())
    }

    pub fn judge(&self, _kata: &Kata, _answer: &Path) -> Result<Verdict, Error> {
        Err(not_built())
    }
}

/// What every part says that is not there yet.
pub fn not_built() -> Error {
    Error::Tool(text!("not built yet", "まだ実装されていません"))
}
