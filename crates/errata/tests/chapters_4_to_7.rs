//! Chapters 4 to 7: what combinators do with losers, errors, and time.

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use futures::FutureExt;
use probe::{ms, program};
use tokio::select;
use tokio::sync::mpsc;
use tokio::time::{interval, sleep, timeout};

/// 4.1: `join!` is one task: what blocks in one branch keeps the others.
#[test]
fn branches_of_a_join_share_their_task() {
    program::run(|| async {
        let here = async { std::thread::current().id() };
        let there = async { std::thread::current().id() };
        let (one, other) = tokio::join!(here, there);
        assert_eq!(one, other);
    });
}

/// 4.2: `try_join!` over handles drops the handles, and the tasks go on.
#[test]
fn tasks_go_on_when_their_handles_are_dropped() {
    program::run(|| async {
        let done = Arc::new(AtomicUsize::new(0));
        let counts = Arc::clone(&done);
        let slow = tokio::spawn(async move {
            sleep(ms(50)).await;
            counts.fetch_add(1, SeqCst);
            Ok::<(), ()>(())
        });
        let fails = tokio::spawn(async {
            sleep(ms(10)).await;
            Err::<(), ()>(())
        });
        let flat = async |task: tokio::task::JoinHandle<Result<(), ()>>| task.await.unwrap();
        assert!(tokio::try_join!(flat(slow), flat(fails)).is_err());
        assert_eq!(done.load(SeqCst), 0);
        sleep(ms(100)).await;
        assert_eq!(done.load(SeqCst), 1);
    });
}

/// 4.3: `tokio::select!` needs no `fuse`; and without guards a fused branch that is over is never
/// ready again, where the plain one panics.
#[test]
fn select_takes_what_is_not_fused() {
    program::run(|| async {
        let (mut one, mut other) = (pin!(sleep(ms(10))), pin!(sleep(ms(20))));
        let mut ends = Vec::new();
        while ends.len() < 2 {
            select! {
                () = &mut one, if !ends.contains(&1) => ends.push(1),
                () = &mut other, if !ends.contains(&2) => ends.push(2),
            }
        }
        assert_eq!(ends, [1, 2]);
        let mut fused = pin!(async {}.fuse());
        fused.as_mut().await;
        assert!(timeout(ms(100), fused.as_mut()).await.is_err());
    });
}

/// 4.5: the first tick of an interval comes at once.
#[test]
fn the_first_tick_comes_at_once() {
    let report = program::run(|| async {
        interval(ms(5000)).tick().await;
    });
    assert_eq!(report.elapsed.as_millis(), 0);
}

/// 4.5: a branch whose pattern always fits is never disabled, so `else` is never reached.
#[test]
fn else_is_not_reached_beside_a_ticker() {
    program::run(|| async {
        let (sender, mut receiver) = mpsc::channel::<u32>(1);
        drop(sender);
        let mut ticker = interval(ms(10));
        let (mut ticks, mut ends) = (0, 0);
        while ticks < 50 {
            select! {
                Some(_) = receiver.recv() => unreachable!("nobody sends"),
                _ = ticker.tick() => ticks += 1,
                else => { ends += 1; break; }
            }
        }
        assert_eq!((ticks, ends), (50, 0));
    });
}

/// 5.1: before its first poll, a future may move.
#[test]
fn what_was_not_polled_may_move() {
    let future = async {
        let text = String::from("here");
        let borrowed = &text;
        tokio::task::yield_now().await;
        borrowed.len()
    };
    let moved = Box::new(future);
    let report = program::run(|| *moved);
    assert_eq!(report.output, 4);
}
