//! Races of pieces of work, and what is asked of the log that these write.

use std::time::Duration;

use probe::{Diagnosis, demand, program};
use s04_composition::tasks::{log, piece};
use tokio::time::Instant;

use crate::first_wins::{Boxed, race3};

/// No length is a round one: who only looks every so often comes too late.
pub fn three() -> Vec<Boxed<String>> {
    vec![piece("a", 107), piece("b", 211), piece("c", 53)]
}

/// Asks that of the pieces of work that the log has seen since it had so many lines, all three had
/// begun before one came to its end.
#[track_caller]
pub fn began_together(lines: usize) {
    let log = log().split_off(lines);
    let ends = |event: &String| event.ends_with("ends");
    let begun = log.iter().position(ends).unwrap_or(log.len());
    demand(
        begun >= 3,
        Diagnosis::SequentialAwait,
        format!("before the first one ended, {begun} had begun: {log:?}"),
        format!("最初のひとつが終わるまでに始まったものは {begun} 個です: {log:?}"),
    );
}

/// How often `event` stands in what the pieces of work wrote down.
pub fn count(event: &str) -> usize {
    log().iter().filter(|other| *other == event).count()
}

/// Asks that no loser of [`three`] came to its end.
#[track_caller]
pub fn none_came_to_its_end() {
    let ended = count("a ends") + count("b ends");
    demand(
        ended == 0,
        Diagnosis::WorksAfterDrop,
        format!("{ended} losers went on to their end"),
        format!("選ばれなかったもののうち {ended} 個が最後まで動きました"),
    );
}

/// The winner of a race of three, and then the outputs of the losers, with how long these took.
#[track_caller]
pub fn race_to_the_end([a, b, c]: [u64; 3]) -> program::Report<([String; 3], Duration)> {
    program::run(|| async {
        let race = race3(piece("a", a), piece("b", b), piece("c", c));
        let (winner, [left, right]) = race.await;
        let began = Instant::now();
        ([winner, left.await, right.await], began.elapsed())
    })
}
