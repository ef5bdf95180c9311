//! The first future that is ready wins. Losers that are owned by the race are dropped with it;
//! losers that were only lent go on where they were.
//!
//! Start with the tests of `first`.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s04-composition/first_wins.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s04-composition/first_wins.rs"
)]
mod first_wins;

use first_wins::{Boxed, first, race3};
use probe::{Child, Diagnosis, demand, expect, ms, program};
use s04_composition::tasks::{log, piece};

fn three() -> Vec<Boxed<String>> {
    vec![piece("a", 100), piece("b", 200), piece("c", 50)]
}

/// How often `event` stands in what the pieces of work wrote down.
fn count(event: &str) -> usize {
    log().iter().filter(|other| *other == event).count()
}

#[test]
fn first_takes_as_long_as_the_shortest() {
    let report = program::run(|| first(three()));
    report.took_not(ms(50), ms(200));
    expect(
        report.output.as_deref(),
        Some("result of c"),
        "the winner",
        "勝者",
    );
}

#[test]
fn losers_of_first_are_dropped_when_it_returns() {
    let dropped = program::run(|| async {
        let _ = first(three()).await;
        log()
    })
    .output;
    let given_up = ["a is dropped", "b is dropped"].map(String::from);
    demand(
        given_up.iter().all(|event| dropped.contains(event)),
        Diagnosis::WorksAfterDrop,
        format!("when `first` returned: {dropped:?}"),
        format!("`first` が戻ったとき: {dropped:?}"),
    );
}

#[test]
fn losers_of_first_never_come_to_their_end() {
    let report = program::run(|| async {
        let _ = first(three()).await;
        tokio::time::sleep(ms(1000)).await;
    });
    report.no_task_left();
    let ended = count("a ends") + count("b ends");
    demand(
        ended == 0,
        Diagnosis::WorksAfterDrop,
        format!("{ended} losers went on to their end"),
        format!("選ばれなかったもののうち {ended} 個が最後まで動きました"),
    );
}

#[test]
fn first_of_none_is_none_at_once() {
    let report = program::run(|| first::<String>(Vec::new()));
    report.took(ms(0));
    expect(report.output, None, "the winner", "勝者");
}

#[test]
fn several_ready_at_once_then_one_of_them() {
    let report = program::run(|| first(vec![piece("a", 50), piece("b", 50), piece("c", 80)]));
    let winner = report.output.as_deref();
    demand(
        matches!(winner, Some("result of a" | "result of b")),
        Diagnosis::WrongResult,
        format!("a and b were ready first; the winner is {winner:?}"),
        format!("最初に完了したのは a と b ですが、勝者は {winner:?} です"),
    );
    report.took_not(ms(50), ms(80));
}

#[test]
fn two_races_at_the_same_time_do_not_meet() {
    let report = program::run(|| async {
        let slow = vec![piece("x", 300), piece("y", 400)];
        tokio::join!(first(three()), first(slow))
    });
    let winners = (report.output.0.as_deref(), report.output.1.as_deref());
    expect(
        winners,
        (Some("result of c"), Some("result of x")),
        "the winners",
        "それぞれの勝者",
    );
    report.took_not(ms(300), ms(350));
}

#[test]
fn race3_returns_the_winner_and_the_others_untouched() {
    let report = program::run(|| async {
        let (winner, [left, right]) = race3(piece("a", 100), piece("b", 200), piece("c", 50)).await;
        let begun = tokio::time::Instant::now();
        let left = left.await;
        let right = right.await;
        ([winner, left, right], begun.elapsed())
    });
    let (results, rest) = report.output;
    expect(
        results,
        ["result of c", "result of a", "result of b"].map(String::from),
        "the winner and the others",
        "勝者と、ほかの二つ",
    );
    demand(
        count("a begins") == 1 && count("b begins") == 1 && rest <= ms(151),
        Diagnosis::RestartedTimer,
        format!("150 ms were left; the others took {rest:?}, {:?}", log()),
        format!("残りは 150 ms のはずが {rest:?} かかりました: {:?}", log()),
    );
    demand(
        count("a is dropped") + count("b is dropped") == 0,
        Diagnosis::WrongResult,
        format!("a loser was dropped: {:?}", log()),
        format!("選ばれなかったものがドロップされました: {:?}", log()),
    );
}

#[test]
fn race3_takes_as_long_as_the_shortest_in_every_place() {
    let lengths = [[50, 100, 200], [100, 50, 200], [200, 100, 50]];
    for (winner, [a, b, c]) in lengths.into_iter().enumerate() {
        let report =
            program::run(|| async { race3(piece("a", a), piece("b", b), piece("c", c)).await.0 });
        report.took_not(ms(50), ms(100));
        let asked = ["result of a", "result of b", "result of c"][winner];
        expect(report.output.as_str(), asked, "the winner", "勝者");
    }
}

#[test]
fn winner_is_not_polled_again() {
    let (winner, view) = Child::yielding(2, String::from("won"));
    program::run(|| async {
        let (_, [left, right]) = race3(piece("a", 100), Box::pin(winner), piece("c", 50)).await;
        tokio::join!(left, right);
    });
    view.never_polled_after_ready();
}
