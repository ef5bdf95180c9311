//! `cargo xtask list`: sections and katas.

use std::process::ExitCode;

use super::progress;
use dojo::Error;
use dojo::course::Course;
use dojo::show;
use dojo::state::Standing;
use shell::term::Out;

pub fn run(course: &Course, json: bool, out: &Out) -> Result<ExitCode, Error> {
    let standing = Standing::of(course, &progress(course, out));
    let text = if json {
        format!("{:#}\n", show::list_json(course, &standing))
    } else {
        show::list(course, &standing, out.view)
    };
    out.print(&text)?;
    Ok(ExitCode::SUCCESS)
}
