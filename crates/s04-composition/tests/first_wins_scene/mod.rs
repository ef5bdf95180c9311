//! Races of pieces of work, and what is asked of the log that these write.

use std::time::Duration;

use probe::{Child, ChildView, Diagnosis, demand, expect, ms, program};
use s04_composition::moments::{moved, ready_between_two_ticks};
use s04_composition::tasks::{log, piece};
use tokio::join;
use tokio::time::{Instant, timeout};

use crate::first_wins::{Boxed, first, race3};

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

/// Two races at the same time, of either kind and in either order: each has its own winner.
#[track_caller]
pub fn one_after_another() {
    let quick = || race3(piece("a", 107), piece("b", 211), piece("c", 53));
    // Not its third: a wake must not be found by its place among the three.
    let slow = || race3(piece("x", 301), piece("y", 409), piece("z", 503));
    // The two that are over at the same moment as well.
    let other = || first(vec![piece("x", 301), piece("y", 53)]);
    let winners = program::run(|| async {
        let one = join!(async { quick().await.0 }, async { slow().await.0 });
        let (second, first_of_two) = join!(async { slow().await.0 }, async { quick().await.0 });
        let mixed = join!(first(three()), async { slow().await.0 });
        let (second_mixed, first_mixed) = join!(other(), async { quick().await.0 });
        let both = join!(first(three()), other());
        [
            [Some(one.0), Some(one.1)],
            [Some(first_of_two), Some(second)],
            [mixed.0, Some(mixed.1)],
            [Some(first_mixed), second_mixed],
            [both.0, both.1],
        ]
    })
    .output;
    let asked = ["x", "x", "x", "y", "y"]
        .map(|other| ["c", other].map(|name| Some(format!("result of {name}"))));
    expect(winners, asked, "the winners", "それぞれの勝者");
}

/// A future that wakes its own task in its poll wins, and is left alone then.
#[track_caller]
pub fn yields_and_wins() {
    let won = || String::from("won");
    let (child, view) = Child::yielding(2, won());
    // A winner that is polled again is pending for ever.
    let winner = program::run(|| async {
        let race = race3(piece("a", 100), Box::pin(child), piece("c", 50));
        let (winner, [left, right]) = timeout(ms(1000), race).await.ok()?;
        let _ = timeout(ms(1000), async { join!(left, right) }).await;
        Some(winner)
    });
    view.never_polled_after_ready();
    has_won(winner.output.as_deref(), &view);
    let (child, view) = Child::yielding(2, won());
    let winner = program::run(|| async {
        let race = first(vec![piece("a", 100), Box::pin(child)]);
        timeout(ms(1000), race).await.ok().flatten()
    });
    view.never_polled_after_ready();
    has_won(winner.output.as_deref(), &view);
}

#[track_caller]
fn has_won(winner: Option<&str>, view: &ChildView<String>) {
    let polls = view.polls();
    demand(
        winner == Some("won"),
        Diagnosis::UnpolledChild,
        format!(
            "one of them woke its task in its own poll, twice, and would have been ready then; it \
             was polled {polls} times, and the winner is {winner:?}"
        ),
        format!(
            "ひとつは自分のポーリングの中でタスクを 2 回起床させ、その後すぐに完了するはずでしたが、\
             ポーリングは {polls} 回で、勝者は {winner:?} です"
        ),
    );
}

/// Races whose first future is ready between two ticks of the timer.
#[track_caller]
pub fn ready_off_the_tick() {
    program::run(|| async {
        let (child, view) = Child::waiting();
        let race = first(vec![piece("a", 107), Box::pin(child)]);
        ready_between_two_ticks(race, &view, String::new()).await;
        let (child, view) = Child::waiting();
        let race = race3(piece("a", 107), Box::pin(child), piece("c", 211));
        ready_between_two_ticks(race, &view, String::new()).await;
    });
}

/// Races that one task has begun, and another one goes on with.
#[track_caller]
pub fn moved_midway() {
    let winners = program::run(|| async {
        let of_three = moved(race3(piece("a", 107), piece("b", 211), piece("c", 53))).await;
        [moved(first(three())).await, Some(of_three.0)]
    });
    winners.took(ms(53 + 53));
    let asked = ["c", "c"].map(|name| Some(format!("result of {name}")));
    expect(winners.output, asked, "the winners", "それぞれの勝者");
}

/// Races that are dropped before one of their futures is ready.
#[track_caller]
pub fn dropped_midway() {
    let (children, views): (Vec<_>, Vec<_>) = (0..5).map(|_| Child::<()>::waiting()).unzip();
    program::run(|| async {
        let mut children = children
            .into_iter()
            .map(|child| -> Boxed<()> { Box::pin(child) });
        let [a, b, c] = [(); 3].map(|()| children.next().expect("there are five"));
        let _ = timeout(ms(10), race3(a, b, c)).await;
        let _ = timeout(ms(10), first(children.collect())).await;
    });
    for view in views {
        view.dropped_with_the_whole("a future of it", "中の Future ");
    }
}
