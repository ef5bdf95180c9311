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
mod first_wins_scene;

use first_wins::{first, race3};
use first_wins_scene::{
    began_together, count, dropped_midway, moved_midway, none_came_to_its_end, one_after_another,
    race_to_the_end, ready_off_the_tick, three, yields_and_wins,
};
use probe::{Diagnosis, demand, expect, ms, program};
use s04_composition::tasks::{log, piece};

// rule: "Both return at the moment the first future is ready, even if that is between two milliseconds."
// rule.ja: "どちらも、最初の Future が完了した時点で戻ります。1 ms に満たない遅れも許されません。"
#[test]
fn first_takes_as_long_as_the_shortest() {
    let report = program::run(|| first(three()));
    began_together(0);
    report.took(ms(53));
    expect(
        report.output.as_deref(),
        Some("result of c"),
        "the winner",
        "勝者",
    );
}

// rule: "When `first` returns, the losers have been dropped, and none of them goes on afterwards."
// rule.ja: "`first` が戻るとき、選ばれなかったものはすでにドロップされており、その後も動き続けることはありません。"
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

// rule: "When `first` returns, the losers have been dropped, and none of them goes on afterwards."
// rule.ja: "`first` が戻るとき、選ばれなかったものはすでにドロップされており、その後も動き続けることはありません。"
// rule: "The futures need not be `Send`, and when a race is over no task is left, 1 ms later at the latest."
// rule.ja: "Future は `Send` とは限らず、競争が終わって遅くとも 1 ms 後には、タスクは残っていません。"
#[test]
fn losers_of_first_never_come_to_their_end() {
    let report = program::run(|| async {
        let _ = first(three()).await;
        tokio::time::sleep(ms(1000)).await;
    });
    report.no_task_left();
    none_came_to_its_end();
}

// rule: "With an empty list `first` returns `None` at once."
// rule.ja: "空のリストを渡すと、`first` はすぐに `None` を返します。"
#[test]
fn first_of_none_is_none_at_once() {
    let report = program::run(|| first::<String>(Vec::new()));
    report.took(ms(0));
    expect(report.output, None, "the winner", "勝者");
}

// rule: "If several are ready at the same moment, any of them may win."
// rule.ja: "同じ時点で複数が完了したときは、どれが勝者でもかまいません。"
#[test]
fn several_ready_at_once_then_one_of_them() {
    let report = program::run(|| first(vec![piece("a", 53), piece("b", 53), piece("c", 87)]));
    let winner = report.output.as_deref();
    demand(
        matches!(winner, Some("result of a" | "result of b")),
        Diagnosis::WrongResult,
        format!("a and b were ready first; the winner is {winner:?}"),
        format!("最初に完了したのは a と b ですが、勝者は {winner:?} です"),
    );
    report.took(ms(53));
}

// rule: "Two races at the same time do not disturb each other."
// rule.ja: "同時に行われる二つの競争は互いに影響しません。"
#[test]
fn two_races_at_the_same_time_do_not_meet() {
    let report = program::run(|| async {
        let slow = vec![piece("x", 301), piece("y", 409)];
        tokio::join!(first(three()), first(slow))
    });
    let winners = (report.output.0.as_deref(), report.output.1.as_deref());
    expect(
        winners,
        (Some("result of c"), Some("result of x")),
        "the winners",
        "それぞれの勝者",
    );
    report.took_not(ms(301), ms(301 + 53));
}

// rule: "Both return at the moment the first future is ready, even if that is between two milliseconds."
// rule.ja: "どちらも、最初の Future が完了した時点で戻ります。1 ms に満たない遅れも許されません。"
// rule: "The futures need not be `Send`, and when a race is over no task is left, 1 ms later at the latest."
// rule.ja: "Future は `Send` とは限らず、競争が終わって遅くとも 1 ms 後には、タスクは残っていません。"
#[test]
fn race3_takes_as_long_as_the_shortest_in_every_place() {
    let lengths = [[53, 107, 211], [107, 53, 211], [211, 107, 53]];
    for (winner, [a, b, c]) in lengths.into_iter().enumerate() {
        let lines = log().len();
        let report =
            program::run(|| async { race3(piece("a", a), piece("b", b), piece("c", c)).await.0 });
        began_together(lines);
        report.took(ms(53));
        let asked = ["result of a", "result of b", "result of c"][winner];
        expect(report.output.as_str(), asked, "the winner", "勝者");
        report.no_task_left();
    }
}

// rule: "The losers of `race3` are neither dropped nor restarted: awaiting them takes only the time that was left."
// rule.ja: "`race3` の残りの二つは、ドロップされることも、最初からやり直されることもなく、await すれば残っていた分だけで出力が得られます。"
#[test]
fn race3_returns_the_winner_and_the_others_untouched() {
    let (results, rest) = race_to_the_end([107, 211, 53]).output;
    expect(
        results,
        ["result of c", "result of a", "result of b"].map(String::from),
        "the winner and the others",
        "勝者と、ほかの二つ",
    );
    demand(
        count("a begins") == 1 && count("b begins") == 1 && rest <= ms(159),
        Diagnosis::RestartedTimer,
        format!("158 ms were left; the others took {rest:?}, {:?}", log()),
        format!("残りは 158 ms のはずが {rest:?} かかりました: {:?}", log()),
    );
    demand(
        count("a is dropped") + count("b is dropped") == 0,
        Diagnosis::WrongResult,
        format!("a loser was dropped: {:?}", log()),
        format!("選ばれなかったものがドロップされました: {:?}", log()),
    );
}

// rule: "The losers come in the order in which they were given."
// rule.ja: "残りの二つの順番は、渡されたときのままです。"
#[test]
fn losers_of_race3_come_in_the_order_in_which_they_were_given() {
    let lengths = [[53, 107, 211], [107, 53, 211], [211, 107, 53]];
    let losers = [["b", "c"], ["a", "c"], ["a", "b"]];
    for (lengths, losers) in lengths.into_iter().zip(losers) {
        let ([winner, results @ ..], _) = race_to_the_end(lengths).output;
        let asked = losers.map(|name| format!("result of {name}"));
        expect(
            results,
            asked,
            &format!("the losers, when the winner is the {winner}"),
            &format!("勝者が {winner} のとき、残りの二つ"),
        );
    }
}

// rule: "Two races at the same time do not disturb each other."
// rule.ja: "同時に行われる二つの競争は互いに影響しません。"
#[test]
fn two_races_of_three_at_the_same_time_do_not_meet() {
    one_after_another();
}

// rule: "A loser that was ready at the same moment as the winner keeps its output."
// rule.ja: "勝者と同じ時点で完了していたものの出力も失われません。"
#[test]
fn loser_that_was_ready_at_the_same_moment_is_not_lost() {
    for lengths in [[50, 50, 50], [80, 50, 50], [50, 80, 50], [50, 50, 80]] {
        let report = race_to_the_end(lengths);
        report.took(ms(lengths.into_iter().max().unwrap_or_default()));
        let (mut results, _) = report.output;
        results.sort_unstable();
        expect(
            results,
            ["result of a", "result of b", "result of c"].map(String::from),
            "the winner and the others",
            "勝者と、ほかの二つ",
        );
    }
}

// rule: "The winner is not polled again."
// rule.ja: "勝者がもう一度ポーリングされることはありません。"
#[test]
fn winner_is_not_polled_again() {
    yields_and_wins();
}

// rule: "Both return at the moment the first future is ready, even if that is between two milliseconds."
// rule.ja: "どちらも、最初の Future が完了した時点で戻ります。1 ms に満たない遅れも許されません。"
#[test]
fn ready_between_two_ticks_then_both_return() {
    ready_off_the_tick();
}

// rule: "A race may move to another task midway: the task that polled it last is woken."
// rule.ja: "競争は途中で別のタスクへ移されることがあります。起床するのは、最後にポーリングしたタスクです。"
#[test]
fn moved_to_another_task_then_woken_there() {
    moved_midway();
}

// rule: "A race that is dropped midway drops its futures."
// rule.ja: "途中でドロップされた競争は、その Future もドロップします。"
#[test]
fn dropped_midway_and_its_futures_with_it() {
    dropped_midway();
}
