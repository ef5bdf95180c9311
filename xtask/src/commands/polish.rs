//! `cargo xtask polish`: what clippy says of an answer that is solved, async code above all.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use dojo::course::{Course, Kata};
use dojo::judge::Answer;
use dojo::show::Style;
use dojo::{Error, Op};
use lang::text;
use serde_json::Value;
use shell::means;
use shell::term::Out;

use super::named_or_current;

/// Lints that matter in async code, beside clippy's own defaults, each with what is behind it.
const LINTS: [(&str, &str, &str); 9] = [
    (
        "async_yields_async",
        "the block has a future as its output, and nobody awaits that one",
        "ブロックの出力が Future で、それを誰も await していません",
    ),
    (
        "await_holding_lock",
        "whoever needs the lock meanwhile blocks a thread; a block of its own ends the guard before",
        "その間ロックを必要とする人は、スレッドごと止まります。ブロックで囲めば、ガードは先に終わります",
    ),
    (
        "await_holding_refcell_ref",
        "another poll on this thread may borrow it, and panics",
        "同じスレッドの別のポーリングが借用すると、パニックします",
    ),
    (
        "large_futures",
        "each future around it is as large; a box keeps them small",
        "これを含む Future もすべて同じだけ大きくなります。`Box` に入れれば小さいままです",
    ),
    (
        "let_underscore_future",
        "the future is dropped here, and its work never begins",
        "Future はここでドロップされ、処理は始まりません",
    ),
    (
        "manual_async_fn",
        "`async fn` says the same in fewer words",
        "`async fn` なら、同じことを短く書けます",
    ),
    (
        "redundant_async_block",
        "a block that only awaits a future is that future",
        "Future を await するだけのブロックは、その Future そのものです",
    ),
    (
        "unused_async",
        "nothing in it waits: a plain function would do, and its callers need not await it",
        "待つところがありません。普通の関数で足り、呼び出し側の await も要らなくなります",
    ),
    (
        "unused_io_amount",
        "a read or a write may do less than it is asked for",
        "読み書きは、頼んだ量より少ないことがあります",
    ),
];

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
    for (lint, ..) in LINTS {
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
    let shown = |one: &Value| shown(one, out).replace(&detour, "");
    let found: Vec<String> = messages.iter().filter(of_it).map(shown).collect();
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

fn shown(message: &Value, out: &Out) -> String {
    let rendered = message["rendered"].as_str().unwrap_or_default();
    let mut text = match out.view.color {
        true => rendered.trim_end().to_owned(),
        false => dojo::ansi::plain(rendered.trim_end()),
    };
    let code = message["code"]["code"].as_str().unwrap_or_default();
    let lint = code.strip_prefix("clippy::").unwrap_or(code);
    if let Some((_, en, ja)) = LINTS.iter().find(|(name, ..)| *name == lint) {
        let why = out.view.paint(Style::Code, out.view.lang.pick(en, ja));
        text.push_str(&format!("\n  = why: {why}"));
    }
    text + "\n\n"
}
