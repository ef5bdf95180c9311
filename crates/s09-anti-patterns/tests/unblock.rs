//! A wait and a calculation that leave the thread of the runtime to others.
//!
//! real time: the work runs on real threads. It stops at a gate, and the tests look when all threads
//! sleep; nobody sleeps for a set time. The delays are in virtual time.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s09-anti-patterns/unblock.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s09-anti-patterns/unblock.rs"
)]
mod unblock;
mod unblock_scene;

use std::time::Duration;

use probe::{Diagnosis, demand, expect, ms, panics, program};
use s09_anti_patterns::runtime::{on_one_thread, settled};
use tokio::time::timeout;
use unblock::{cpu_heavy, good_delay};
use unblock_scene::{
    Gate, child_runs_beside, panicked_with, passed_asleep, passed_beside_a_ticker, takes_no_thread,
};

// lesson: "at most 20 polls"
// lesson.ja: "最大 20 回"
const POLLS: usize = 20;

// rule: "`good_delay` waits for `duration` by the clock of the runtime, to the millisecond, and no task is left behind."
// rule.ja: "`good_delay` は、ランタイムの時計で `duration` だけ待ちます。誤差は 1 ミリ秒未満で、タスクは残りません。"
#[test]
fn delay_takes_its_time() {
    takes_no_thread(ms(20));
    for length in [
        ms(107),
        ms(1),
        ms(0),
        Duration::from_micros(2_500),
        ms(5_003),
        ms(86_400_000),
    ] {
        let report = program::run(|| good_delay(length));
        report.took(length);
        report.no_task_left();
    }
}

// rule: "Several delays wait at the same time. Any duration will do, up to `Duration::MAX`."
// rule.ja: "複数の delay は同時に待ちます。長さは `Duration::MAX` まで、どれだけでもかまいません。"
#[test]
fn delays_at_the_same_time_and_without_an_end() {
    let report = program::run(|| async { tokio::join!(good_delay(ms(53)), good_delay(ms(87))) });
    report.took_not(ms(87), ms(140));
    let report = program::run(|| timeout(ms(40), good_delay(Duration::MAX)));
    demand(
        report.output.is_err(),
        Diagnosis::ReadyTooEarly,
        "a delay of `Duration::MAX` was over within 40 ms",
        "`Duration::MAX` の delay が 40 ms 以内に終わりました",
    );
    report.took(ms(40));
    report.no_task_left();
}

// rule: "`work` runs once, never on the thread of the runtime, and that thread does not wait for it either: other tasks go on."
// rule.ja: "`work` は一度だけ、ランタイムのスレッド以外で実行されます。ランタイムのスレッドが `work` を待って止まることもありません。ほかのタスクは動き続けます。"
#[test]
fn others_run_while_the_work_is_under_way() {
    let gate = Gate::closed_here();
    passed_beside_a_ticker(&gate);
    expect(gate.begun(), 1, "runs of the work", "処理の実行回数");
}

// rule: "`cpu_heavy` waits until it is woken: at most 20 polls. It does not look now and then either, neither with a timer, which the runtime has not, nor with a thread that sleeps."
// rule.ja: "`cpu_heavy` は起床させられるまで待ちます。ポーリングは最大 20 回です。タイマー (このランタイムにはありません) やスレッドの sleep を使って、ときどき様子を見ることもしません。"
#[test]
fn sleeps_until_the_work_has_ended() {
    let polls = passed_asleep();
    demand(
        polls <= POLLS,
        Diagnosis::BusyPoll,
        format!("{polls} polls until the work had ended; at most {POLLS} are needed"),
        format!(
            "処理が終わるまでに {polls} 回のポーリングがありました (必要なのは最大 {POLLS} 回)"
        ),
    );
}

// rule: "Calling `cpu_heavy` begins nothing. The work begins when the future is polled, and several of them run at the same time."
// rule.ja: "`cpu_heavy` を呼び出しただけでは何も始まりません。処理は Future がポーリングされてから始まり、複数あれば同時に動きます。"
#[test]
fn work_begins_with_the_poll_and_beside_other_work() {
    let gate = Gate::closed_here();
    on_one_thread(|| gate.open(), async {
        let works = [(); 3].map(|()| cpu_heavy(gate.work()));
        drop(cpu_heavy(gate.work()));
        settled().await;
        let early = gate.begun();
        demand(
            early == 0,
            Diagnosis::EagerStart,
            format!("{early} pieces of work had begun before the first poll"),
            format!("最初のポーリングの前に、{early} 個の処理が始まっていました"),
        );
        let look = async {
            settled().await;
            gate.is_under_way(3);
            gate.open();
        };
        tokio::join!(futures::future::join_all(works), look);
    });
}

// rule: "A task that was spawned just before runs while the work is under way, on a runtime with several workers as well."
// rule.ja: "直前に spawn されたタスクは、処理の間に動きます。複数のワーカーを持つランタイムでも同じです。"
#[test]
fn child_that_was_just_spawned_runs() {
    child_runs_beside();
}

// rule: "The output is that of `work`, whatever type it has."
// rule.ja: "出力は、どのような型でも、`work` の出力です。"
#[test]
fn output_of_the_work() {
    let nothing = || ();
    let text = String::from("moved into the work");
    let output = on_one_thread(nothing, async {
        let words = cpu_heavy(move || text.len()).await;
        let error = cpu_heavy(|| "x".parse::<u32>().is_err()).await;
        (words, error, cpu_heavy(|| Some(vec![1, 2, 3])).await)
    });
    expect(
        output,
        (19, true, Some(vec![1, 2, 3])),
        "the outputs",
        "出力",
    );
}

// rule: "A panic of `work` goes on in the caller of `cpu_heavy`, with what was thrown."
// rule.ja: "`work` のパニックは、投げられた値のまま、`cpu_heavy` の呼び出し側に伝わります。"
#[test]
fn panic_goes_on_in_the_caller() {
    panicked_with("out of ideas");
    panicked_with("");
}

// rule: "When the future is dropped meanwhile, work that has begun goes on to its end, and nothing panics."
// rule.ja: "途中で Future がドロップされても、始まっていた処理は最後まで進み、何もパニックしません。"
#[test]
fn dropped_then_the_work_ends_in_peace() {
    let (gate, elsewhere) = (Gate::closed_here(), panics::Elsewhere::begin());
    on_one_thread(|| gate.open(), async {
        let mut work = Box::pin(cpu_heavy(gate.work()));
        tokio::select! {
            biased;
            _ = &mut work => {}
            () = settled() => {}
        }
        drop(work);
        gate.open();
        settled().await;
    });
    expect(
        gate.ended(),
        1,
        "works that came to their end",
        "最後まで進んだ処理の数",
    );
    let messages = elsewhere.messages();
    demand(
        messages.is_empty(),
        Diagnosis::SwallowedPanic,
        format!("on another thread: {messages:?}"),
        format!("別のスレッドで: {messages:?}"),
    );
}
