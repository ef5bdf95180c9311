//! `with_timeout` puts a limit on a future and never loses a result that is there.
//!
//! Start with the first two tests. All run on tokio with a paused clock: time moves only when
//! every task waits, so they take no time, and a tie is really a tie.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/with_timeout.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/with_timeout.rs"
)]
mod with_timeout;

use std::rc::Rc;

use futures::poll;
use probe::{Child, Diagnosis, demand, expect, ms, program};
use tokio::sync::oneshot;
use tokio::time::sleep;
use with_timeout::{Elapsed, with_timeout};

// lesson: "100 times of 100"
// lesson.ja: "100 回中 100 回"
const TIES: usize = 100;

#[track_caller]
fn output_is<T: std::fmt::Debug + PartialEq>(seen: Result<T, Elapsed>, asked: Result<T, Elapsed>) {
    expect(seen, asked, "the output", "出力");
}

#[test]
fn slow_work_then_elapsed_at_the_limit() {
    let report = program::run(|| async {
        let work = async {
            sleep(ms(5000)).await;
            7
        };
        with_timeout(work, ms(2000)).await
    });
    report.took(ms(2000));
    output_is(report.output, Err(Elapsed));
}

#[test]
fn fast_work_then_ok_without_waiting_for_the_limit() {
    let report = program::run(|| async {
        let work = async {
            sleep(ms(1000)).await;
            7
        };
        with_timeout(work, ms(2000)).await
    });
    report.took(ms(1000));
    output_is(report.output, Ok(7));
}

#[test]
fn work_that_never_ends_then_elapsed_at_the_limit() {
    let (work, _kept) = Child::<u32>::waiting();
    let report = program::run(|| with_timeout(work, ms(2000)));
    report.took(ms(2000));
    output_is(report.output, Err(Elapsed));
}

#[test]
fn done_when_the_time_is_over_then_ok() {
    for _ in 0..TIES {
        let report = program::run(|| async {
            let work = async {
                sleep(ms(100)).await;
                7
            };
            with_timeout(work, ms(100)).await
        });
        output_is(report.output, Ok(7));
    }
}

#[test]
fn done_while_nobody_polled_then_ok() {
    let report = program::run(|| async {
        let (sender, receiver) = oneshot::channel();
        let mut limited = Box::pin(with_timeout(receiver, ms(2000)));
        demand(
            poll!(limited.as_mut()).is_pending(),
            Diagnosis::ReadyTooEarly,
            "the work was not done, nor was the time over",
            "処理は終わっておらず、時間も過ぎていません",
        );
        sleep(ms(1000)).await;
        let _ = sender.send(7);
        sleep(ms(2000)).await;
        limited.await
    });
    output_is(report.output, Ok(Ok(7)));
}

#[test]
fn no_time_and_work_that_is_ready_then_ok() {
    let report = program::run(|| with_timeout(std::future::ready(7), ms(0)));
    output_is(report.output, Ok(7));
}

#[test]
fn no_time_and_work_that_waits_then_polled_and_elapsed() {
    let (work, view) = Child::<u32>::waiting();
    let report = program::run(|| with_timeout(work, ms(0)));
    report.took(ms(0));
    output_is(report.output, Err(Elapsed));
    demand(
        view.polls() > 0,
        Diagnosis::WrongResult,
        "the work was never polled",
        "処理が一度もポーリングされませんでした",
    );
}

#[test]
fn work_that_stirs_then_elapsed_at_the_limit() {
    let report = program::run(|| async {
        let work = async {
            for _ in 0..100 {
                sleep(ms(300)).await;
            }
            7
        };
        with_timeout(work, ms(1000)).await
    });
    report.took(ms(1000));
    output_is(report.output, Err(Elapsed));
}

#[test]
fn work_that_borrows_and_stays_on_its_thread() {
    let list = vec![1, 2, 4];
    let report = program::run(|| async {
        let shared = Rc::new(&list);
        let work = async {
            sleep(ms(10)).await;
            shared.iter().sum::<u32>()
        };
        with_timeout(work, ms(1000)).await
    });
    report.took(ms(10));
    output_is(report.output, Ok(7));
}

#[test]
fn elapsed_then_dropped_and_the_work_with_it() {
    let (work, view) = Child::<u32>::waiting();
    let report = program::run(|| with_timeout(work, ms(100)));
    output_is(report.output, Err(Elapsed));
    view.dropped_with_the_whole("the work", "処理");
}

#[test]
fn dropped_midway_and_the_work_with_it() {
    let (work, view) = Child::<u32>::waiting();
    program::run(|| async {
        let mut limited = Box::pin(with_timeout(work, ms(100)));
        let _ = poll!(limited.as_mut());
        drop(limited);
    });
    view.dropped_with_the_whole("the work", "処理");
}
