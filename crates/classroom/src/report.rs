//! `report`: from results to what a class's platform reads.

mod canvas;
mod classroom50;
mod exercism;
mod gradescope;
mod harmless;
mod html;
mod junit;
mod markdown;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use dojo::{Course, Error, files};
use lang::{Lang, text};
use shell::term::Out;

use crate::class::{Class, Student};

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Files of results, or folders of them.
    pub from: Vec<PathBuf>,
    pub format: Option<String>,
    /// A file, or a folder for formats of one file a student; standard output without it.
    pub to: Option<PathBuf>,
    /// One student.
    pub only: Option<String>,
}

/// One form of report.
#[derive(Clone, Copy)]
enum Format {
    /// One text about the whole class.
    Class(fn(&Class, Lang) -> String),
    /// A file for each student, of that name.
    Each(&'static str, fn(&Class, &Student, Lang) -> String),
}

const FORMATS: [(&str, Format); 8] = [
    ("markdown", Format::Class(markdown::of)),
    ("html", Format::Class(html::of)),
    ("csv", Format::Class(table::of)),
    ("canvas", Format::Class(canvas::of)),
    ("junit", Format::Class(junit::of)),
    ("gradescope", Format::Each("results.json", gradescope::of)),
    ("classroom50", Format::Each("result.json", classroom50::of)),
    ("exercism", Format::Each("results.json", exercism::of)),
];

/// Reports.
///
/// # Errors
///
/// The results cannot be read, do not belong together, or are not whole; there is no such format.
pub fn run(course: &Course, options: &Options, out: &Out) -> Result<ExitCode, Error> {
    let lang = out.view.lang;
    let mut class = Class::load(course, &options.from, lang)?;
    let word = options.format.as_deref().unwrap_or("markdown");
    let Some((_, format)) = FORMATS.iter().find(|(known, _)| *known == word) else {
        let known = FORMATS.map(|(word, _)| word).join(", ");
        return Err(Error::Asked(text!(
            "there is no format `{word}`; there are: {known}",
            "形式 `{word}` はありません。使える形式: {known}",
        )));
    };
    if let Some(only) = &options.only {
        class.students.retain(|student| student.name == *only);
        if class.students.is_empty() {
            return Err(Error::Asked(text!(
                "the results hold no student `{only}`",
                "結果に `{only}` はいません",
            )));
        }
    }
    match (format, &options.to) {
        (Format::Class(of), None) => out.print(&of(&class, lang))?,
        (Format::Class(of), Some(to)) => files::write(to, of(&class, lang).as_bytes())?,
        (Format::Each(_, of), None) => match &class.students[..] {
            [student] => out.print(&of(&class, student, lang))?,
            _ => {
                return Err(Error::Asked(text!(
                    "`{word}` is one file for each student: name a folder with `--to`, or a student with `--only`",
                    "`{word}` は学生ごとに 1 ファイルです。`--to` でフォルダーを、または `--only` で学生を指定してください",
                )));
            }
        },
        (Format::Each(name, of), Some(to)) => {
            let alone = options.only.is_some() && to.extension().is_some();
            for student in &class.students {
                let path = match alone {
                    true => to.clone(),
                    false => to.join(harmless::file_name(&student.name)).join(name),
                };
                files::write(&path, of(&class, student, lang).as_bytes())?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
