//! `cargo xtask solution`: the reference beside the answer.

use std::process::ExitCode;

use super::{named_or_current, progress};
use dojo::Error;
use dojo::course::Course;
use dojo::files;
use dojo::show::{self, Side};
use dojo::state::State;
use lang::text;
use shell::term::Out;

pub fn run(course: &Course, kata: Option<&str>, spoil: bool, out: &Out) -> Result<ExitCode, Error> {
    let kata = named_or_current(course, kata, out)?;
    let state = State::of(kata, &progress(course, out));
    if !spoil && !matches!(state, State::Solved | State::Stale) {
        let id = &kata.id;
        out.error(&text!(
            "`{id}` is not solved yet; `cargo xtask solution {id} --spoil` shows the reference all the same",
            "課題 `{id}` はまだ解決していません。それでも模範解答を見るには `cargo xtask solution {id} --spoil` を実行してください",
        ));
        return Ok(ExitCode::FAILURE);
    }
    let answer = files::read_if_there(&kata.exercise())?.unwrap_or_default();
    let answer = String::from_utf8_lossy(&answer).replace("\r\n", "\n");
    let reference = files::read(&kata.solution())?.replace("\r\n", "\n");
    let diff = show::diff(
        Side {
            path: &kata.short(&kata.exercise()),
            text: &answer,
        },
        Side {
            path: &kata.short(&kata.solution()),
            text: &reference,
        },
        out.view,
    );
    if diff.is_empty() {
        let same = out.view.lang.pick(
            "Your answer is the reference, to the letter.\n",
            "解答は模範解答と一字一句同じです。\n",
        );
        out.print(same)?;
    } else {
        out.print(&diff)?;
    }
    Ok(ExitCode::SUCCESS)
}
