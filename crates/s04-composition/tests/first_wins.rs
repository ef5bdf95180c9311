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
use first_wins_scene::{began_together, count, none_came_to_its_end, race_to_the_end, three};
use probe::{Child, Diagnosis, demand, expect, ms, program};
use s04_composition::tasks::{log, piece};
use tokio::time::timeout;

// rule: "Both return at the moment the first future is ready."
// rule.ja: "どちらも、最初の Future が完了した時点で戻ります。"
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

// rule: "When `first` returns, the losers have been dropped, and none of them comes to its end."
// rule.ja: "`first` が戻るとき、選ばれなかったものはすでにドロップされており、最後まで動くことはありません。"
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

// rule: "When `first` returns, the losers have been dropped, and none of them comes to its end."
// rule.ja: "`first` が戻るとき、選ばれなかったものはすでにドロップされており、最後まで動くことはありません。"
// rule: "The futures need not be `Send`, and no task is left when a race is over."
// rule.ja: "Future は `Send` とは限らず、競争が終わったとき、タスクは残っていません。"
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
    // Both are over at the same moment.
    let report = program::run(|| async {
        let other = vec![piece("x", 301), piece("y", 53)];
        tokio::join!(first(three()), first(other))
    });
    let winners = (report.output.0.as_deref(), report.output.1.as_deref());
    expect(
        winners,
        (Some("result of c"), Some("result of y")),
        "the winners",
        "それぞれの勝者",
    );
}

// rule: "Both return at the moment the first future is ready."
// rule.ja: "どちらも、最初の Future が完了した時点で戻ります。"
// rule: "The futures need not be `Send`, and no task is left when a race is over."
// rule.ja: "Future は `Send` とは限らず、競争が終わったとき、タスクは残っていません。"
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
    let (winner, view) = Child::yielding(2, String::from("won"));
    // A winner that is polled again is pending for ever.
    program::run(|| async {
        let race = race3(piece("a", 100), Box::pin(winner), piece("c", 50));
        let _ = timeout(ms(1000), async {
            let (_, [left, right]) = race.await;
            tokio::join!(left, right)
        })
        .await;
    });
    view.never_polled_after_ready();
    let (winner, view) = Child::yielding(2, String::from("won"));
    program::run(|| async {
        let race = first(vec![piece("a", 100), Box::pin(winner)]);
        let _ = timeout(ms(1000), race).await;
    });
    view.never_polled_after_ready();
}
