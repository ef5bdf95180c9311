//! One loop over three things: messages, a heartbeat, and the end. The channel may be full or gone,
//! and the other two must not suffer from it.
//!
//! Start with the tests of messages, go on with those of heartbeats and of shutdown, and keep the
//! flood for the end. Time is virtual: the moments are exact.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s04-composition/event_loop.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s04-composition/event_loop.rs"
)]
mod event_loop;
mod event_loop_scene;

use std::io;
use std::rc::Rc;
use std::time::Duration;

use event_loop_scene::{
    SENDERS_GONE, drive, flood, goes_on, leaves_nothing, on_the_beat_after_a_flood, shuts_down,
    shuts_down_amid_a_backlog,
};
use probe::{Diagnosis, ms, once};
use s04_composition::exit::Exit;
use s04_composition::stage::{FOREVER, NO_BEATS};
use tokio::time::{advance, sleep};

// rule: "Each message is logged once, in order, at the moment it comes."
// rule.ja: "メッセージは届いた時点で、届いた順に、それぞれ一度だけ記録します。"
#[test]
fn messages_are_logged_at_the_moment_they_come() {
    let seen = drive(NO_BEATS, async |stage| {
        stage.send("early");
        stage.at(100).await;
        // Between two ticks of the timer: who only looks now and then comes too late.
        advance(Duration::from_micros(400)).await;
        stage.send("");
        stage.send("heartbeat");
        stage.at(250).await;
        stage.send("twice");
        stage.send("twice");
        stage.at(400).await;
        stage.shut_down(Ok(()));
    });
    let [beat, twice] = [("heartbeat", 100), ("twice", 250)];
    seen.logged(&[("early", 0), ("", 100), beat, twice, twice]);
}

// rule: "When all senders are gone, what is still in the channel is logged, and `run` returns `Closed` at once."
// rule.ja: "すべての sender がなくなったら、チャネルに残っている分を記録し、すぐに `Closed` を返します。"
#[test]
fn all_senders_gone_then_closed_at_once() {
    let seen = drive(ms(1000), async |stage| {
        stage.send("last");
        stage.at(300).await;
        stage.senders.clear();
    });
    seen.logged(&[("last", 0)]);
    seen.ended(Exit::Closed, 300, SENDERS_GONE);

    let seen = drive(ms(1000), async |stage| stage.senders.clear());
    seen.ended(Exit::Closed, 0, SENDERS_GONE);
}

// rule: "When all senders are gone, what is still in the channel is logged, and `run` returns `Closed` at once."
// rule.ja: "すべての sender がなくなったら、チャネルに残っている分を記録し、すぐに `Closed` を返します。"
#[test]
fn messages_left_in_the_buffer_then_logged_before_closed() {
    // More than the loop gets in one poll.
    let many: Vec<_> = (0..200).map(|n| n.to_string()).collect();
    let all = |at| -> Vec<_> { many.iter().map(|text| (text.as_str(), at)).collect() };
    for at in [0, 300] {
        let seen = drive(NO_BEATS, async |stage| {
            stage.at(at).await;
            many.iter().for_each(|text| stage.send(text));
            stage.senders.clear();
        });
        seen.logged(&all(at));
        seen.ended(Exit::Closed, at, SENDERS_GONE);
    }
}

// rule: "As long as one sender lives, `run` goes on, however long it is silent."
// rule.ja: "sender がひとつでも残っている間は、どれほど長く何も届かなくても続けます。"
#[test]
fn one_of_two_senders_gone_then_the_loop_goes_on() {
    let seen = drive(NO_BEATS, async |stage| {
        stage.senders.push(stage.senders[0].clone());
        stage.at(50).await;
        stage.senders.pop();
        stage.at(100).await;
        stage.send("from the other");
        stage.at(200).await;
        stage.senders.clear();
    });
    goes_on(&seen, 200);
    seen.logged(&[("from the other", 100)]);

    let seen = drive(ms(100), async |stage| {
        stage.at(60_050).await;
        stage.send("after a long silence");
        stage.at(60_150).await;
        stage.senders.clear();
    });
    goes_on(&seen, 60_150);
    seen.logged(&[("after a long silence", 60_050)]);
}

// rule: "Heartbeats come after one period, two, three, and so on, at most 1 ms late on the clock of `tokio::time`, however many there have been and even if the period is no whole number of milliseconds; there is none at 0."
// rule.ja: "ハートビートは、`tokio::time` の時計で 1 周期後、2 周期後、3 周期後、… に記録します。何回目でも、周期がミリ秒の整数倍でなくても、遅れは最大 1 ms です。0 の時点にはありません。"
// rule: "When nothing happens, `run` sleeps: it is not polled more than 1,000 times at one and the same moment."
// rule.ja: "何も起きていない間、`run` は眠っています。同じ時点でのポーリングは 1,000 回までです。"
#[test]
fn heartbeats_come_after_each_period_and_not_at_once() {
    for period in [5000, 600] {
        let seen = drive(ms(period), async |stage| {
            stage.at(3 * period + period / 2).await;
            stage.shut_down(Ok(()));
        });
        let due = [period, 2 * period, 3 * period];
        seen.beat(&due, Duration::ZERO, Diagnosis::ReadyTooLate);
    }
}

// rule: "Messages do not put heartbeats off, and a late heartbeat does not put off those that follow; one that is late by a whole period may be left out."
// rule.ja: "メッセージが来ても、ハートビートは先送りされません。遅れたハートビートが、その後のものを遅らせることもありません。1 周期以上遅れたものは省いてもかまいません。"
// rule: "When a message and a heartbeat fall together, both are logged, in any order."
// rule.ja: "メッセージとハートビートが同じ時点に重なったら、両方を (順番は自由に) 記録します。"
#[test]
fn messages_do_not_put_heartbeats_off() {
    // Four messages a period, one of them at the very moment of the heartbeat; or a single one.
    for moments in [(1..14).map(|n| 250 * n).collect(), vec![700]] {
        let seen = drive(ms(1000), async |stage| {
            for at in &moments {
                stage.at(*at).await;
                stage.send(at.to_string());
            }
            stage.at(3500).await;
            stage.shut_down(Ok(()));
        });
        let due = [1000, 2000, 3000];
        seen.beat(&due, Duration::ZERO, Diagnosis::RestartedTimer);
        let sent: Vec<_> = moments.iter().map(|at| (at.to_string(), *at)).collect();
        let sent: Vec<_> = sent.iter().map(|(text, at)| (text.as_str(), *at)).collect();
        seen.logged(&sent);
    }
}

// rule: "Heartbeats come after one period, two, three, and so on, at most 1 ms late on the clock of `tokio::time`, however many there have been and even if the period is no whole number of milliseconds; there is none at 0."
// rule.ja: "ハートビートは、`tokio::time` の時計で 1 周期後、2 周期後、3 周期後、… に記録します。何回目でも、周期がミリ秒の整数倍でなくても、遅れは最大 1 ms です。0 の時点にはありません。"
#[test]
fn heartbeats_of_any_period_keep_to_the_clock() {
    // Timers have whole milliseconds; what each of them adds must not add up.
    for period in [1500, 2300] {
        let seen = drive(Duration::from_micros(period), async |stage| {
            stage.at(20 * period / 1000 + 1).await;
            stage.shut_down(Ok(()));
        });
        let due: Vec<_> = (1..=20).map(|n| n * period / 1000).collect();
        seen.beat(&due, ms(1), Diagnosis::ReadyTooLate);
    }
}

// rule: "When `shutdown` ends with `Ok(())`, `run` returns `Shutdown` at once, with `Err` it returns `SignalError`."
// rule.ja: "`shutdown` が `Ok(())` で終わったらすぐに `Shutdown` を、`Err` なら `SignalError` を返します。"
// rule: "Once `shutdown` is over, no message is logged any more, not even one that came before and still waits."
// rule.ja: "`shutdown` が終わったら、メッセージはもう記録しません。先に届いてまだ待っているものも同じです。"
#[test]
fn shutdown_over_from_the_start_then_no_message_is_logged() {
    shuts_down(|| Ok(()), Exit::Shutdown, 0);
}

// rule: "Once `shutdown` is over, no message is logged any more, not even one that came before and still waits."
// rule.ja: "`shutdown` が終わったら、メッセージはもう記録しません。先に届いてまだ待っているものも同じです。"
// rule: "After its end `shutdown` is not polled again."
// rule.ja: "終わった `shutdown` をもう一度ポーリングすることはありません。"
#[test]
fn shutdown_amid_messages_then_it_comes_first() {
    shuts_down(|| Ok(()), Exit::Shutdown, 35);
}

// rule: "Once `shutdown` is over, no message is logged any more, not even one that came before and still waits."
// rule.ja: "`shutdown` が終わったら、メッセージはもう記録しません。先に届いてまだ待っているものも同じです。"
#[test]
fn shutdown_amid_a_backlog_then_no_more_of_it_is_logged() {
    for turns in 0..4 {
        shuts_down_amid_a_backlog(turns);
    }
}

// rule: "When `shutdown` ends with `Ok(())`, `run` returns `Shutdown` at once, with `Err` it returns `SignalError`."
// rule.ja: "`shutdown` が `Ok(())` で終わったらすぐに `Shutdown` を、`Err` なら `SignalError` を返します。"
#[test]
fn shutdown_fails_then_signal_error() {
    // An error is an error: also one that sounds like "try again".
    for at in [0, 35] {
        shuts_down(
            || Err(io::Error::other("no handler")),
            Exit::SignalError,
            at,
        );
        shuts_down(
            || Err(io::ErrorKind::Interrupted.into()),
            Exit::SignalError,
            at,
        );
    }
}

// rule: "A flood does not stop the heartbeat: while thousands of messages come in and the channel is never empty, each heartbeat is at most 1 s late."
// rule.ja: "メッセージが殺到してもハートビートは止まりません。何千ものメッセージが続き、チャネルが一度も空にならない間でも、遅れは最大 1 秒です。"
#[test]
fn flood_of_messages_then_heartbeats_still_come() {
    flood();
}

// rule: "Messages do not put heartbeats off, and a late heartbeat does not put off those that follow; one that is late by a whole period may be left out."
// rule.ja: "メッセージが来ても、ハートビートは先送りされません。遅れたハートビートが、その後のものを遅らせることもありません。1 周期以上遅れたものは省いてもかまいません。"
#[test]
fn flood_is_over_then_heartbeats_keep_to_the_clock() {
    on_the_beat_after_a_flood();
}

// rule: "`shutdown` may borrow, and need not be `Send` or `Unpin`."
// rule.ja: "`shutdown` は借用していることもあり、`Send` や `Unpin` とは限りません。"
// rule: "No task is left when `run` has returned, nor when it is dropped midway, 1 ms later at the latest."
// rule.ja: "`run` が戻ったときも、途中でドロップされたときも、遅くとも 1 ms 後には、タスクは残っていません。"
#[test]
fn borrowed_and_not_send_and_no_task_left() {
    let text = Rc::new(String::from("borrowed"));
    let borrowed = &text;
    let shutdown = async {
        sleep(ms(2500)).await;
        let _ = borrowed.len();
        Ok(())
    };
    leaves_nothing(once(shutdown), FOREVER);
}

// rule: "No task is left when `run` has returned, nor when it is dropped midway, 1 ms later at the latest."
// rule.ja: "`run` が戻ったときも、途中でドロップされたときも、遅くとも 1 ms 後には、タスクは残っていません。"
#[test]
fn dropped_midway_then_nothing_goes_on() {
    leaves_nothing(std::future::pending(), ms(2500));
}
