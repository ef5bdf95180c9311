//! `cargo xtask`: where the learner stands, and what to do next.

use std::process::ExitCode;

use super::progress;
use dojo::Error;
use dojo::course::Course;
use dojo::show;
use dojo::state::Standing;
use shell::term::Out;

pub fn run(course: &Course, out: &Out) -> Result<ExitCode, Error> {
    let standing = Standing::of(course, &progress(course, out));
    out.print(&show::status(course, &standing, out.view))?;
    Ok(ExitCode::SUCCESS)
}
