//! `cargo xtask solution`: the reference beside the answer.

use std::process::ExitCode;

use super::{named_or_current, progress};
use dojo::Error;
use dojo::course::Course;
use dojo::show;
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
    out.print(&show::beside_solution(kata, out.view)?)?;
    Ok(ExitCode::SUCCESS)
}
