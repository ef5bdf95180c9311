//! `cargo xtask polish`: what clippy says of an answer that is solved, async code above all. The
//! lints that matter there are those that have a page, `xtask/lints/<lint>.md`.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use dojo::course::{Course, Kata};
use dojo::judge::Answer;
use dojo::pages::Pages;
use dojo::show::Style;
use dojo::{Error, Op};
use lang::text;
use serde_json::Value;
use shell::means;
use shell::term::Out;

use super::named_or_current;

/// # Errors
///
/// There is no such kata, the answer is still the stub, or clippy cannot be run.
pub fn run(course: &Course, kata: Option<&str>, out: &Out) -> Result<ExitCode, Error> {
    let kata = named_or_current(course, kata, out)?;
    if Answer::read(kata, &kata.exercise())?.is_stub(kata) {
        let id = &kata.id;
        return Err(Error::Asked(text!(
            "`{id}` is still the stub; what is solved can be polished: cargo xtask check {id}",
            "`{id}` はまだスタブのままです。磨けるのは解決済みの解答です: cargo xtask check {id}",
        )));
    }
    let remarks = remarks(course, kata, out)?;
    for remark in &remarks {
        out.print(remark)?;
    }
    let (count, id) = (remarks.len(), &kata.id);
    out.print(match count {
        0 => out
            .view
            .lang
            .pick("Nothing to remark.\n", "指摘はありません。\n"),
        _ => "",
    })?;
    if count > 0 {
        let said = text!("{id}: remarks: {count}\n", "{id}: 指摘 {count} 件\n");
        out.print(said.in_lang(out.view.lang))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What clippy says of the exercise, as it would print it, each with what is behind it.
fn remarks(course: &Course, kata: &Kata, out: &Out) -> Result<Vec<String>, Error> {
    let mut cargo = Command::new(means::cargo());
    cargo.current_dir(&course.root).arg("clippy");
    cargo.args(["--message-format=json-diagnostic-rendered-ansi"]);
    cargo.args(["-p", &kata.section, "--test", &kata.id]);
    if !kata.features.is_empty() {
        cargo.args(["--features", &kata.features.join(",")]);
    }
    cargo.arg("--");
    let pages = Pages::of_lints(&course.root)?;
    for lint in &pages.codes {
        cargo.arg(format!("-Wclippy::{lint}"));
    }
    let cannot = |cause| Error::io(Op::Run, Path::new("cargo clippy"), cause);
    let output = cargo.stderr(Stdio::piped()).output().map_err(cannot)?;
    let said = String::from_utf8_lossy(&output.stdout);
    let exercise = kata.short(&kata.exercise());
    let messages = said
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let messages: Vec<Value> = messages.map(|mut line| line["message"].take()).collect();
    let of_it = |message: &&Value| {
        let spans = message["spans"].as_array().into_iter().flatten();
        let mut files = spans.filter_map(|span| span["file_name"].as_str());
        files.any(|file| file.replace('\\', "/").ends_with(&exercise))
    };
    // As the learner knows it, and not by the way that leads there from the tests.
    let detour = format!("crates/{}/tests/../../../", kata.section);
    let shown = |one: &Value| Ok(shown(one, &pages, out)?.replace(&detour, ""));
    let found = messages.iter().filter(of_it).map(shown);
    let found = found.collect::<Result<Vec<String>, Error>>()?;
    if found.is_empty() && !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let last = said
            .lines()
            .rfind(|line| !line.trim().is_empty())
            .unwrap_or_default();
        return Err(Error::Machine(text!(
            "clippy cannot be run; is it there? rustup component add clippy ({last})",
            "clippy を実行できません。インストールされていますか: rustup component add clippy ({last})",
        )));
    }
    Ok(found)
}

fn shown(message: &Value, pages: &Pages, out: &Out) -> Result<String, Error> {
    let rendered = message["rendered"].as_str().unwrap_or_default();
    let mut text = match out.view.color {
        true => rendered.trim_end().to_owned(),
        false => dojo::ansi::plain(rendered.trim_end()),
    };
    let code = message["code"]["code"].as_str().unwrap_or_default();
    let lint = code.strip_prefix("clippy::").unwrap_or(code);
    if pages.codes.contains(lint) {
        let lang = out.view.lang;
        let (why, help) = (lang.pick("why", "理由"), lang.pick("help", "ヘルプ"));
        let title = pages.title(lint, lang)?;
        let command = format!("cargo xtask explain {lint}");
        let command = out.view.paint(Style::Code, &command);
        text.push_str(&format!("\n  = {why}: {title}\n  = {help}: {command}"));
    }
    Ok(text + "\n\n")
}

#[cfg(test)]
mod tests;
