//! Work of several kinds, and what is asked of a limit.

use std::fmt::Debug;
use std::future::poll_fn;
use std::pin::pin;
use std::task::{Poll, ready};
use std::time::Duration;

use futures::poll;
use probe::program::Report;
use probe::{ChildView, Diagnosis, Finding, demand, expect, ms};
use tokio::task::{coop, spawn_blocking, yield_now};
use tokio::time::{advance, sleep};

use crate::with_timeout::{Elapsed, with_timeout};

// lesson: "at most 4 times"
// lesson.ja: "最大 4 回"
const POLLS: usize = 4;

// Far beyond all the limits that are tried with it, and not so far that a clock that never rings would
// be set anew without end.
const LONG_AFTER: Duration = ms(5000);

/// Turns of the runtime in which a limit that has passed has to be noticed, also where the clock is a
/// task of its own: while something can run, timers are looked at in each 61st turn.
const TURNS: usize = 200;

/// Work that is done after so long a time.
pub async fn takes(time: Duration) -> u32 {
    sleep(time).await;
    7
}

/// Work that wakes its task now and then, and is done much later.
pub async fn stirs(every: Duration) -> u32 {
    for _ in 0..100 {
        sleep(every).await;
    }
    7
}

/// Work that lasts as long on the clock of the machine, while that of tokio stands still, and looks up
/// in between.
pub async fn takes_real(time: Duration) -> u32 {
    for _ in 0..2 {
        let wait = spawn_blocking(move || std::thread::sleep(time / 2));
        wait.await.expect("a sleep does not panic");
        yield_now().await;
    }
    7
}

/// Work that is never done and leaves nothing of what tokio gives a task for each of its polls.
fn greedy() -> impl Future<Output = u32> {
    poll_fn(|context| {
        loop {
            ready!(pin!(coop::consume_budget()).poll(context));
        }
    })
}

/// Polls greedy work with a limit of so long, and again after that time.
pub async fn greedy_past(limit: Duration) -> Option<Result<u32, Elapsed>> {
    let mut limited = Box::pin(with_timeout(greedy(), limit));
    not_yet(&poll!(limited.as_mut()));
    // A clock that is a task has to start as well.
    sleep(ms(1)).await;
    advance(limit + ms(50)).await;
    for _ in 0..TURNS {
        yield_now().await;
        if let Poll::Ready(output) = poll!(limited.as_mut()) {
            return Some(output);
        }
    }
    None
}

/// The end of a limited future, unless it has not come long after its limit.
pub async fn ended<F: Future>(limited: F) -> F::Output {
    tokio::select! {
        // The clock first: its wake must not become the poll that saves a future which nobody wakes.
        biased;
        () = sleep(LONG_AFTER) => Finding::new(Diagnosis::ReadyTooLate)
            .note(
                format!("{LONG_AFTER:?} had passed, which is long after the limit"),
                format!("制限時間をはるかに超える {LONG_AFTER:?} が過ぎました"),
            )
            .raise(),
        output = limited => output,
    }
}

/// Drops a limited future after so many polls and so much of its time.
pub async fn dropped_after<F: Future>(work: F, limit: Duration, polls: usize, time: Duration) {
    let mut limited = Box::pin(with_timeout(work, limit));
    for _ in 0..polls {
        not_yet(&poll!(limited.as_mut()));
    }
    sleep(time).await;
    drop(limited);
}

#[track_caller]
pub fn not_yet<T>(polled: &Poll<T>) {
    demand(
        polled.is_pending(),
        Diagnosis::ReadyTooEarly,
        "the work was not done, nor was the time over",
        "処理は終わっておらず、時間も過ぎていません",
    );
}

#[track_caller]
pub fn output_is<T: Debug + PartialEq>(seen: Result<T, Elapsed>, asked: Result<T, Elapsed>) {
    expect(seen, asked, "the output", "出力");
}

/// Asks for this output after that time.
#[track_caller]
pub fn ends<T: Debug + PartialEq>(
    report: Report<Result<T, Elapsed>>,
    after: Duration,
    asked: Result<T, Elapsed>,
) {
    report.took(after);
    output_is(report.output, asked);
}

/// Asks for the output of the work, while tokio's clock has not moved.
#[track_caller]
pub fn not_over(seen: Result<u32, Elapsed>) {
    demand(
        seen != Err(Elapsed),
        Diagnosis::ReadyTooEarly,
        "tokio's clock stood still, and the time was said to be over",
        "tokio の時計は止まっていましたが、時間切れとされました",
    );
    output_is(seen, Ok(7));
}

/// Asks that the limit has ended greedy work.
#[track_caller]
pub fn is_over(seen: Option<Result<u32, Elapsed>>) {
    match seen {
        Some(output) => output_is(output, Err(Elapsed)),
        None => demand(
            false,
            Diagnosis::ReadyTooLate,
            format!(
                "the time was over, and the future was `Pending` in {TURNS} more polls, in each of \
                 which the work had used up tokio's budget"
            ),
            format!(
                "時間が過ぎた後の {TURNS} 回のポーリングでも `Pending` のままでした。どのポーリングでも、\
                 処理が tokio の予算を使い切っています"
            ),
        ),
    }
}

#[track_caller]
pub fn was_polled(work: &ChildView<u32>) {
    demand(
        work.polls() > 0,
        Diagnosis::WrongResult,
        "the work was never polled",
        "処理が一度もポーリングされませんでした",
    );
}

/// Asks that nobody looked after the work while there was nothing to see.
#[track_caller]
pub fn was_left_alone(work: &ChildView<u32>) {
    let polls = work.polls();
    demand(
        polls <= POLLS,
        Diagnosis::BusyPoll,
        format!("nothing happened, and the work was polled {polls} times; {POLLS} are enough"),
        format!(
            "何も起きていないのに、処理が {polls} 回ポーリングされました ({POLLS} 回で足ります)"
        ),
    );
}
