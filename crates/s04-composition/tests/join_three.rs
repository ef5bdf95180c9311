//! Three futures in one task: they wait at the same time, so all together take as long as the
//! longest. Time is virtual here, so "as long" is exact.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s04-composition/join_three.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s04-composition/join_three.rs"
)]
mod join_three;

use std::time::Duration;

use join_three::run_all;
use probe::{Diagnosis, demand, expect, ms, program};
use s04_composition::tasks::log;

// lesson: "200 ms"
// lesson.ja: "200 ms"
const TOGETHER: Duration = ms(200);

// lesson: "350 ms"
// lesson.ja: "350 ms"
const ONE_BY_ONE: Duration = ms(350);

/// How many had begun before one of them ended.
fn begun_before_an_end(log: &[String]) -> usize {
    let ends = |event: &&String| event.ends_with("ends");
    log.iter().take_while(|event| !ends(event)).count()
}

// rule: "All together take exactly 200 ms of virtual time; one after the other would take 350 ms."
// rule.ja: "全体で、仮想時間でちょうど 200 ms です。ひとつずつ実行すると 350 ms かかります。"
// rule: "Each is run once, and to its end."
// rule.ja: "それぞれ一度だけ、最後まで実行されます。"
#[test]
fn takes_as_long_as_the_longest() {
    let report = program::run(run_all);
    // What was dropped midway and begun again takes its time for that reason.
    let begun = log()
        .iter()
        .filter(|event| event.ends_with("begins"))
        .count();
    demand(
        begun <= 3,
        Diagnosis::WrongResult,
        format!("three tasks, and {begun} beginnings: {:?}", log()),
        format!("三つのタスクが合わせて {begun} 回始まりました: {:?}", log()),
    );
    // Two of them together and the third after them is in turn as well.
    let in_turn = match begun_before_an_end(&log()) {
        3 => ONE_BY_ONE,
        _ => TOGETHER,
    };
    report.took_not(TOGETHER, in_turn);
}

// rule: "The results come in the order of the tasks, not in the order in which they end."
// rule.ja: "結果は終わった順ではなく、タスクの順に並びます。"
#[test]
fn results_come_in_the_order_of_the_tasks() {
    let (a, b, c) = program::run(run_all).output;
    expect(
        [&*a, &*b, &*c],
        ["result of a", "result of b", "result of c"],
        "the results",
        "結果",
    );
}

// rule: "All three have begun before one of them ends."
// rule.ja: "どれかひとつが終わる前に、三つとも始まっています。"
// rule: "The tasks are not `Send`: they stay on this thread."
// rule.ja: "タスクは `Send` ではないので、このスレッドから出られません。"
#[test]
fn all_begin_before_one_ends() {
    program::run(run_all);
    let log = log();
    demand(
        !log.is_empty(),
        Diagnosis::WrongResult,
        "on this thread, none of the tasks has begun",
        "このスレッドでは、どのタスクも始まっていません",
    );
    let begun = begun_before_an_end(&log);
    demand(
        begun == 3,
        Diagnosis::SequentialAwait,
        format!("before the first one ended, {begun} had begun: {log:?}"),
        format!("最初のひとつが終わるまでに始まったものは {begun} 個です: {log:?}"),
    );
}

// rule: "Each is run once, and to its end."
// rule.ja: "それぞれ一度だけ、最後まで実行されます。"
// rule: "When `run_all` returns, no task of yours is left, 1 ms later at the latest."
// rule.ja: "`run_all` が戻って遅くとも 1 ms 後には、あなたが作ったタスクは残っていません。"
#[test]
fn each_is_run_once_and_to_its_end() {
    let report = program::run(run_all);
    let mut log = log();
    log.sort_unstable();
    expect(
        log.join(", ").as_str(),
        "a begins, a ends, b begins, b ends, c begins, c ends",
        "what the tasks did",
        "タスクがしたこと",
    );
    report.no_task_left();
}
