//! Workers that are told to stop: they finish what they have begun, and those that cannot in time
//! are aborted. Whoever called learns how many there were of each kind.
//!
//! Start with the tests in their order; the panics come last. Time is virtual: the moments are exact.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s10-patterns/graceful_shutdown.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s10-patterns/graceful_shutdown.rs"
)]
mod graceful_shutdown;
mod graceful_shutdown_scene;

use std::time::Duration;

use graceful_shutdown_scene::works::Item;
use graceful_shutdown_scene::{SIGNALS, Scene, Signal, given_up};
use probe::{Diagnosis, ms};

// rule: "`n` workers, with the numbers from 0 on, work at the same time. Each calls `work` with its number, awaits it, and calls it again at once."
// rule.ja: "0 から始まる番号を持つ `n` 個のワーカーが同時に働きます。それぞれが自分の番号で `work` を呼び、await し、終わるとすぐにまた呼びます。"
// rule: "The shutdown is the moment at which the value is `true`, or at which all senders are gone; it is not taken back. After it no worker calls `work` again."
// rule.ja: "値が `true` になった時点、またはすべての sender がなくなった時点がシャットダウンで、取り消されることはありません。それ以降、どのワーカーも `work` を呼びません。"
#[test]
fn shutdown_then_nothing_new_begins() {
    for signal in SIGNALS {
        let scene = Scene {
            signal,
            ..Scene::new(4, 3001)
        };
        // Each of them takes longer than the one before.
        let takes = |worker: usize| 107 + 211 * worker as u64;
        let seen = scene.play(move |worker, _| Item::Takes(takes(worker)));
        seen.stopped(Diagnosis::ReadyTooLate);
        seen.finished_what_they_had_begun();
        seen.worked(takes);
    }
}

// rule: "What was begun before the shutdown is not interrupted by it. `run_workers` returns as soon as the last worker is over."
// rule.ja: "シャットダウンの前に始まった処理は、シャットダウンによって中断されません。最後のワーカーが終わるとすぐに、`run_workers` は戻ります。"
#[test]
fn in_progress_at_the_shutdown_then_finished() {
    for signal in SIGNALS {
        let scene = Scene {
            signal,
            ..Scene::new(3, 1001)
        };
        let seen = scene.play(|worker, _| Item::Takes([400, 100, 700][worker]));
        seen.finished_what_they_had_begun();
        // 700, 1400.
        seen.returned(1400);
        seen.counted(0, 0);
    }
}

// rule: "If the shutdown was before `run_workers` was called, no worker calls `work`, and it returns at once."
// rule.ja: "`run_workers` が呼ばれる前にシャットダウンしていたら、どのワーカーも `work` を呼ばず、すぐに戻ります。"
#[test]
fn shutdown_before_the_start_then_nothing_begins() {
    for n in [3, 0] {
        for signal in SIGNALS {
            let scene = Scene {
                signal,
                ..Scene::new(n, 0)
            };
            let seen = scene.play(|_, _| Item::Takes(50));
            seen.stopped(Diagnosis::MissedSignal);
            seen.nothing_had_begun();
            seen.returned(0);
            seen.counted(0, 0);
        }
    }
}

// rule: "A value that is `false` is no shutdown, however often it is sent."
// rule.ja: "値が `false` なら、何度送られてもシャットダウンではありません。"
#[test]
fn value_sent_is_false_then_they_go_on() {
    let scene = Scene {
        falses: &[10, 10, 110, 250],
        // Whoever takes one of them for the signal aborts soon.
        grace: ms(150),
        ..Scene::new(2, 1001)
    };
    let seen = scene.play(|_, _| Item::Takes(100));
    seen.went_on_until_told();
    seen.worked(|_| 100);
    seen.returned(1100);
}

// rule: "Workers that are still busy when `grace` has passed since the shutdown are aborted, and `run_workers` returns at that moment; the time is one for all. A grace of zero gives no time, and `Duration::MAX` has no end."
// rule.ja: "シャットダウンから `grace` が過ぎてもまだ終わっていないワーカーは abort し、`run_workers` はその時点で戻ります。猶予は全員でひとつです。0 なら猶予はなく、`Duration::MAX` なら無期限です。"
#[test]
fn stuck_beyond_the_grace_then_aborted() {
    for (grace, at) in [(250, 1251), (2, 1003), (0, 1001)] {
        for signal in SIGNALS {
            let scene = Scene {
                signal,
                grace: ms(grace),
                ..Scene::new(4, 1001)
            };
            // Two are stuck from their third item on, two are over in time or not.
            let seen = scene.play(|worker, nth| match (worker, nth) {
                (0 | 1, 2..) => Item::Stuck,
                (0 | 1, _) => Item::Takes(100),
                _ => Item::Takes(550),
            });
            seen.returned(at);
            seen.counted(if grace < 99 { 4 } else { 2 }, 0);
        }
    }
    let scene = Scene {
        grace: Duration::MAX,
        ..Scene::new(2, 1001)
    };
    let seen = scene.play(|_, _| Item::Takes(60_000));
    seen.finished_what_they_had_begun();
    seen.returned(60_000);
}

// rule: "When it returns, every item has been finished or dropped, those that were aborted too."
// rule.ja: "戻った時点で、abort されたものも含め、すべての処理は完了しているか、ドロップされています。"
#[test]
fn aborted_then_dropped_before_it_returns() {
    for n in [1, 3, 100] {
        let scene = Scene {
            grace: ms(100),
            ..Scene::new(n, 1001)
        };
        let seen = scene.play(|_, _| Item::Stuck);
        seen.stopped(Diagnosis::ReadyTooLate);
        seen.nothing_was_in_progress();
        seen.counted(n, 0);
    }
}

// rule: "The report counts how the workers ended: `panicked` those whose `work` panicked, in the call or later, before the shutdown or after it, `aborted` those that were aborted, and `clean` all others. Together they are `n`."
// rule.ja: "報告はワーカーの終わり方を数えます。`work` がパニックしたものは、呼び出しの中でもその後でも、シャットダウンの前でも後でも `panicked`、abort されたものは `aborted`、それ以外はすべて `clean` です。合計は `n` になります。"
// rule: "A worker that panics is not started again. The others go on, and `run_workers` does not panic."
// rule.ja: "パニックしたワーカーを始め直すことはありません。ほかのワーカーは続き、`run_workers` もパニックしません。"
#[test]
fn worker_panics_then_it_is_counted_and_the_others_go_on() {
    // Before the shutdown, at the beginning, in the grace, and before there is a future.
    for (item, which, takes) in [
        (Item::Panics(50), 1, 100),
        (Item::Panics(0), 1, 100),
        (Item::Panics(700), 1, 700),
        (Item::PanicsAtOnce, 0, 100),
        (Item::PanicsAtOnce, 1, 100),
    ] {
        let scene = Scene {
            grace: ms(500),
            ..Scene::new(4, 1001)
        };
        let seen = scene.play_though_it_panics(move |worker, nth| match (worker, nth) {
            (1, nth) if nth == which => item,
            (1, _) => Item::Takes(takes),
            (2, 5..) => Item::Stuck,
            _ => Item::Takes(100),
        });
        seen.others_went_on(1, which + 1);
        seen.returned(1501);
        seen.counted(1, 1);
    }
}

// rule: "While nothing happens, it sleeps: it is not polled again and again, nor does it look at the signal now and then."
// rule.ja: "何も起きていない間は眠っています。繰り返しポーリングされることも、ときどき合図を見に行くこともありません。"
#[test]
fn told_between_two_ticks_then_the_grace_begins_there() {
    for at in [1001, 1009, 1023] {
        let scene = Scene {
            grace: ms(53),
            ..Scene::new(2, at)
        };
        let seen = scene.play(|_, _| Item::Stuck);
        seen.returned(at + 53);
    }
    // A grace that is no whole number of milliseconds is over with the next one.
    let scene = Scene {
        grace: Duration::from_micros(52_700),
        ..Scene::new(2, 1001)
    };
    scene.play(|_, _| Item::Stuck).returned(1001 + 53);
}

// rule: "When `run_workers` is dropped midway, no item goes on and no task is left, 1 ms later at the latest; when it has returned, no task is left either."
// rule.ja: "`run_workers` が途中でドロップされたら、遅くとも 1 ms 後には、進行中の処理もタスクも残っていません。戻った後も、タスクは残っていません。"
#[test]
fn dropped_midway_then_no_worker_goes_on() {
    for at in [0, 50, 250] {
        given_up(at);
    }
    let seen = Scene {
        signal: Signal::Gone,
        ..Scene::new(3, 105)
    }
    .play(|_, _| Item::Takes(100));
    seen.nothing_was_in_progress();
}
