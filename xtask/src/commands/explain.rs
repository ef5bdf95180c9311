//! `cargo xtask explain`: what a diagnosis means.

use std::process::ExitCode;

use dojo::Error;
use dojo::course::Course;
use dojo::pages::Pages;
use dojo::show;
use shell::term::Out;

pub fn run(course: &Course, diagnosis: Option<&str>, out: &Out) -> Result<ExitCode, Error> {
    let view = out.view;
    let text = match diagnosis {
        Some(code) => show::explanation(course, code, view)?,
        None => {
            let pages = Pages::load(&course.root)?;
            let titles = pages
                .codes
                .iter()
                .map(|code| Ok((code.clone(), pages.title(code, view.lang)?)))
                .collect::<Result<Vec<_>, Error>>()?;
            show::explain_list(&titles, view)
        }
    };
    out.print(&text)?;
    Ok(ExitCode::SUCCESS)
}
