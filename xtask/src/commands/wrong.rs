//! `cargo xtask wrong`: the wrong answers, read to a maintainer.

use std::path::Path;
use std::process::ExitCode;

use dojo::show::{self, Side, Style};
use dojo::{Course, Error, Kata, files, walk};
use lang::text;

use shell::term::Out;

/// Shows of each wrong answer its reason, what its author believed, and where it differs from the
/// solution. `which` is `KATA`, or `KATA/MISTAKE`; without it, every kata.
///
/// # Errors
///
/// There is no such kata or mistake, or a file cannot be read.
pub fn run(course: &Course, which: Option<&str>, out: &Out) -> Result<ExitCode, Error> {
    let katas: Vec<&Kata> = match which {
        None => course.katas().collect(),
        Some(which) => vec![course.kata(which.split('/').next().unwrap_or_default())?],
    };
    let mistake = which.and_then(|which| which.split_once('/'));
    let mistake = mistake.map(|(_, mistake)| mistake.trim_end_matches(".rs").replace('-', "_"));
    let mut found = false;
    for kata in katas {
        let solution = files::read(&kata.solution())?;
        for path in walk::entries(&kata.wrong())? {
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            if mistake.as_ref().is_none_or(|mistake| *mistake == stem) {
                found = true;
                out.print(&one(kata, &path, &solution, out)?)?;
            }
        }
    }
    match (found, mistake, which) {
        (false, Some(mistake), Some(which)) => {
            let kata = which.split('/').next().unwrap_or_default();
            Err(Error::Asked(text!(
                "`{kata}` has no wrong answer `{mistake}`; `cargo xtask wrong {kata}` shows those it has",
                "`{kata}` に誤答 `{mistake}` はありません。一覧は `cargo xtask wrong {kata}` で見られます",
            )))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

fn one(kata: &Kata, path: &Path, solution: &str, out: &Out) -> Result<String, Error> {
    let answer = files::read(path)?;
    let view = out.view;
    let mut said = format!("{}\n", view.paint(Style::Strong, &kata.short(path)));
    let is_head = |line: &&str| line.starts_with("//~") || line.starts_with("//!");
    let head = answer.lines().take_while(is_head);
    for line in head {
        said += &match line.strip_prefix("//~") {
            Some(reason) => format!("  {}\n", view.paint(Style::Error, reason.trim())),
            None => format!("  {}\n", line.trim_start_matches("//!").trim()),
        };
    }
    let without_head = |text: &str| -> String {
        let lines = text.lines().skip_while(is_head);
        lines.map(|line| format!("{line}\n")).collect()
    };
    let (answer, solution) = (without_head(&answer), without_head(solution));
    let (from, to) = (kata.short(&kata.solution()), kata.short(path));
    let side = |path, text| Side { path, text };
    said += &show::diff(side(&from, &solution), side(&to, &answer), view);
    said += "\n";
    Ok(said)
}
