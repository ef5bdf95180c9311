//! Chapters 8 to 10: what blocks, what is large, and what an end reaches.

use std::mem::size_of_val;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use probe::{DropLog, ms, program};
use tokio::select;
use tokio::sync::watch;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

/// 8.3: `select!` takes the first that is done, an error as well; by `&mut`, the loser lives on.
#[test]
fn select_does_not_look_at_errors() {
    program::run(|| async {
        let fails = async {
            sleep(ms(10)).await;
            Err::<u32, ()>(())
        };
        let mut slow = Box::pin(async {
            sleep(ms(20)).await;
            Ok::<u32, ()>(7)
        });
        let first = select! {
            end = fails => end,
            end = &mut slow => end,
        };
        assert_eq!(first, Err(()));
        assert_eq!(slow.await, Ok(7));
    });
}

/// 9.1: a future that computes keeps the others of its thread, and a wait that is pending does not.
#[test]
fn what_does_not_wait_keeps_its_thread() {
    static TURNS: AtomicUsize = AtomicUsize::new(0);
    program::run(|| async {
        let other = tokio::spawn(async {
            loop {
                TURNS.fetch_add(1, SeqCst);
                yield_now().await;
            }
        });
        yield_now().await;
        let before = TURNS.load(SeqCst);
        for _ in 0..100_000 {
            std::future::ready(()).await;
        }
        assert_eq!(TURNS.load(SeqCst), before);
        other.abort();
    });
}

/// 9.3: one task that holds a `std` lock across an await is no deadlock; two on one thread are.
#[test]
#[expect(clippy::await_holding_lock, reason = "that is what is looked at")]
fn one_holder_is_no_deadlock() {
    let list = Mutex::new(vec![1]);
    let report = program::run(|| async {
        let mut guard = list.lock().unwrap();
        yield_now().await;
        guard.push(2);
        guard.len()
    });
    assert_eq!(report.output, 2);
    program::run(|| async {
        let guard = list.lock().unwrap();
        yield_now().await;
        // A second one would block the only thread, and with it whoever could unlock.
        assert!(list.try_lock().is_err());
        drop(guard);
    });
}

/// 9.4: a block ends what a last use does not; and what crosses an await is in the future, and in
/// each future around it.
#[test]
fn only_a_block_makes_it_small() {
    const PAGE: usize = 64 << 10;
    let across = async {
        let page = std::hint::black_box([1_u8; PAGE]);
        let sum: u64 = page.iter().map(|byte| u64::from(*byte)).sum();
        yield_now().await;
        sum
    };
    let in_a_block = async {
        let sum: u64 = {
            let page = std::hint::black_box([1_u8; PAGE]);
            page.iter().map(|byte| u64::from(*byte)).sum()
        };
        yield_now().await;
        sum
    };
    assert!(size_of_val(&across) > PAGE);
    assert!(size_of_val(&in_a_block) < 1024);
    let around = async { across.await + 1 };
    assert!(size_of_val(&around) > PAGE);
}

/// 9.4: a parameter by value is stored twice.
#[test]
fn a_parameter_by_value_is_stored_twice() {
    async fn sum(page: [u8; 4096]) -> u64 {
        yield_now().await;
        page.iter().map(|byte| u64::from(*byte)).sum()
    }
    assert!(size_of_val(&sum([1; 4096])) > 2 * 4096);
}

/// 10.1: when the sender is gone, `changed` fails at once, again and again.
#[test]
fn changed_is_ready_for_ever_when_the_sender_is_gone() {
    let report = program::run(|| async {
        let (sender, mut receiver) = watch::channel(false);
        drop(sender);
        for _ in 0..100 {
            assert!(receiver.changed().await.is_err());
        }
    });
    assert_eq!(report.elapsed.as_millis(), 0);
}

/// 10.1: who subscribes after the signal never sees it with `changed`; `wait_for` does.
#[test]
fn a_late_subscriber_needs_wait_for() {
    program::run(|| async {
        let (sender, _first) = watch::channel(false);
        sender.send(true).unwrap();
        let mut late = sender.subscribe();
        assert!(timeout(ms(1000), late.changed()).await.is_err());
        assert!(timeout(ms(1000), late.wait_for(|told| *told)).await.is_ok());
    });
}

/// 10.1: without a receiver, a value that is sent is not kept.
#[test]
fn without_a_receiver_nothing_is_sent() {
    let (sender, receiver) = watch::channel(false);
    drop(receiver);
    assert!(sender.send(true).is_err());
    assert!(!*sender.subscribe().borrow());
}

/// 10.3: a clone is the same token; a child leaves its parent alone; a dropped parent cancels nobody.
#[test]
fn a_child_is_not_a_clone() {
    let parent = CancellationToken::new();
    let child = parent.child_token();
    child.cancel();
    assert!(!parent.is_cancelled());
    parent.clone().cancel();
    assert!(parent.is_cancelled());
    let dropped = CancellationToken::new();
    let orphan = dropped.child_token();
    drop(dropped);
    assert!(!orphan.is_cancelled());
}

/// 10.4: what `drop` hands to a task in the background is not done when `main` is over.
#[test]
fn a_cleanup_in_the_background_is_lost_at_the_end() {
    let log = DropLog::new();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let cleanup = log.clone();
        let (sender, receiver) = tokio::sync::oneshot::channel::<()>();
        tokio::spawn(async move {
            let _ = receiver.await;
            sleep(ms(1)).await;
            drop(cleanup.guard("cleaned up"));
        });
        yield_now().await;
        drop(sender);
    });
    drop(runtime);
    assert!(log.names().is_empty());
}
