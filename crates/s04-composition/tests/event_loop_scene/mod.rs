//! The loop on its stage, and what is asked of it beyond its log.

use std::io;
use std::time::Duration;

use probe::{Diagnosis, Finding, demand, ms, program};
use s04_composition::exit::Exit;
use s04_composition::log::Log;
use s04_composition::stage::{self, CAPACITY, NO_BEATS, Seen, Stage, bounded, is_silent};
use tokio::sync::mpsc::channel;
use tokio::time::{Instant, advance, timeout};

use crate::event_loop::run;

// lesson: "1,000 times"
// lesson.ja: "1,000 回"
const POLLS: usize = 1000;

/// So often that a loop which leaves it to chance who comes first is caught each time.
const PROGRAMS: usize = 64;

// What ends the loop, in both languages.
pub const SENDERS_GONE: [&str; 2] = [
    "the last sender was dropped",
    "最後の sender がドロップされました",
];
const SHUT_DOWN: [&str; 2] = ["shutdown was over", "shutdown が終わりました"];

/// Runs the answer, and `script` beside it.
#[track_caller]
pub fn drive(heartbeat: Duration, script: impl AsyncFnOnce(&mut Stage)) -> Seen {
    let answer = |messages, shutdown, log| run(messages, heartbeat, shutdown, log);
    stage::drive(answer, heartbeat, POLLS, script)
}

/// At the moment `at` there are eight messages in the channel, and shutdown is over: `how` it ends,
/// and `exit` is what `run` returns then. Before that moment a message comes every 10 ms.
#[track_caller]
pub fn shuts_down(how: fn() -> io::Result<()>, exit: Exit, at: u64) {
    let moments = (10..at).step_by(10);
    let before: Vec<_> = moments.map(|at| (at.to_string(), at)).collect();
    let before: Vec<_> = before.iter().map(|(text, at)| (&**text, *at)).collect();
    let (mut programs, mut messages) = (0, 0);
    for _ in 0..PROGRAMS {
        let seen = drive(NO_BEATS, async |stage| {
            for (text, at) in &before {
                stage.at(*at).await;
                stage.send(*text);
            }
            stage.at(at).await;
            (0..8).for_each(|n| stage.send(format!("too late {n}")));
            stage.shut_down(how());
        });
        if how().is_err() {
            hears_the_error(&seen, at);
        }
        seen.shutdown.never_polled_after_ready();
        match seen.messages.len().saturating_sub(before.len()) {
            0 => {
                seen.logged(&before);
                seen.ended(exit, at, SHUT_DOWN);
            }
            after => (programs, messages) = (programs + 1, messages + after),
        }
    }
    demand(
        messages == 0,
        Diagnosis::ReadyTooLate,
        format!(
            "shutdown was over at {at} ms; {programs} of {PROGRAMS} programs logged messages \
             after it, {messages} in all"
        ),
        format!(
            "shutdown は {at} ms に終わっていましたが、{PROGRAMS} 回のうち {programs} 回で、\
             その後にメッセージが記録されました (計 {messages} 個)"
        ),
    );
}

/// Asks that a loop which has seen shutdown fail neither goes on nor calls it an orderly end.
#[track_caller]
fn hears_the_error(seen: &Seen, at: u64) {
    let (en, ja) = match seen.end {
        _ if !seen.shutdown.is_done() => return,
        Some((Exit::Shutdown, _)) => ("returned `Shutdown`", "ループは `Shutdown` を返しました"),
        Some(_) => return,
        None => ("went on", "ループはその後も続きました"),
    };
    Finding::new(Diagnosis::SwallowedError)
        .note(
            format!("shutdown ended with `Err` at {at} ms, and the loop {en}"),
            format!("shutdown は {at} ms に `Err` で終わりましたが、{ja}"),
        )
        .raise();
}

/// Shutdown is over amid a channel full of messages, when the loop has had so many `turns` with
/// them.
#[track_caller]
pub fn shuts_down_amid_a_backlog(turns: usize) {
    let seen = drive(NO_BEATS, async |stage| {
        stage.at(35).await;
        (0..CAPACITY).for_each(|n| stage.send(n.to_string()));
        for _ in 0..turns {
            tokio::task::yield_now().await;
        }
        stage.shut_down(Ok(()));
    });
    let after = seen.lines_after;
    demand(
        after == 0,
        Diagnosis::ReadyTooLate,
        format!("shutdown was over amid {CAPACITY} messages; {after} were logged after it"),
        format!(
            "メッセージ {CAPACITY} 個の途中で shutdown が終わりましたが、その後に {after} 個が\
             記録されました"
        ),
    );
    seen.ended(Exit::Shutdown, 35, SHUT_DOWN);
}

/// Asks that the loop did not end before the last sender was gone, at `until`.
#[track_caller]
pub fn goes_on(seen: &Seen, until: u64) {
    let Some((how, when)) = seen.end.filter(|(_, when)| *when < until) else {
        return;
    };
    Finding::new(Diagnosis::ReadyTooEarly)
        .note(
            format!("one sender was left until {until} ms; the loop ended at {when} ms: `{how:?}`"),
            format!(
                "sender がひとつ {until} ms まで残っていましたが、ループは {when} ms に \
                 `{how:?}` で終わりました"
            ),
        )
        .raise();
}

/// Asks that the messages are the numbers from 0, as far as they go: those that are left in the
/// channel at the end are not asked for.
#[track_caller]
fn in_order(seen: &Seen) {
    for ((text, at), n) in seen.messages.iter().zip(0..) {
        demand(
            *text == n.to_string(),
            Diagnosis::LostMessage,
            format!("after {n} messages, at {at} ms, the next one was `{n}`; logged: `{text}`"),
            format!("{n} 個の後、{at} ms で次は `{n}` のはずですが、`{text}` が記録されました"),
        );
    }
}

// lesson: "at most 1 s late"
// lesson.ja: "遅れは最大 1 秒"
const LATE: Duration = ms(1000);

/// Thousands of messages; asks for the heartbeats, and for all messages in their order.
#[track_caller]
pub fn flood() {
    let seen = drive(ms(2000), async |stage| {
        let mut sent = 0..;
        // The channel is never empty, and each poll of the loop costs 20 ms.
        for _ in 0..450 {
            let room = stage.senders[0].capacity();
            sent.by_ref()
                .take(room)
                .for_each(|n| stage.send(n.to_string()));
            advance(ms(20)).await;
        }
        stage.shut_down(Ok(()));
    });
    seen.beat(&[2000, 4000, 6000, 8000], LATE, Diagnosis::StarvedBranch);
    in_order(&seen);
}

/// A flood makes heartbeats late; asks that those which come after it keep to the clock.
#[track_caller]
pub fn on_the_beat_after_a_flood() {
    let seen = drive(ms(1000), async |stage| {
        // The loop has begun. Each of its polls costs 30 ms, and there is none at 1000 ms.
        stage.at(20).await;
        for n in 0..80 {
            stage.send(n.to_string());
            advance(ms(30)).await;
        }
        stage.at(6500).await;
        stage.shut_down(Ok(()));
    });
    let (beats, due) = (&seen.beats, [4000, 5000, 6000]);
    let is_there = |due: &u64| beats.iter().any(|at| (*due..=due + 1).contains(at));
    demand(
        due.iter().all(is_there),
        Diagnosis::ReadyTooLate,
        format!("after a flood heartbeats are due at {due:?} ms; they were logged at {beats:?} ms"),
        format!(
            "メッセージの殺到の後、ハートビートの予定は {due:?} ms ですが、記録は {beats:?} ms です"
        ),
    );
}

/// Runs the answer beside a sender that lives on, and ends it after `limit`; asks that nothing of
/// it goes on.
#[track_caller]
pub fn leaves_nothing(shutdown: impl Future<Output = io::Result<()>>, limit: Duration) {
    let report = program::run(|| async {
        let (sender, receiver) = channel(CAPACITY);
        let log = Log::begin();
        let answer = run(receiver, ms(1000), shutdown, log.clone());
        let answer = Box::pin(bounded(answer, &log, Instant::now(), POLLS));
        let _ = timeout(limit, answer).await;
        (sender, log.lines().len(), log)
    });
    report.no_task_left();
    is_silent(&report.output.2, report.output.1);
}
