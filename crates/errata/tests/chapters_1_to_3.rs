//! Chapters 1 to 3: what an await is, and what a timeout discards.

use std::future::ready;
use std::pin::pin;
use std::task::{Context, Waker};

use probe::{heap, ms, program};
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

/// 1.2: an await gives the turn away only where it is pending.
#[test]
fn a_thousand_ready_awaits_are_one_poll() {
    let all = pin!(async {
        for _ in 0..1000 {
            ready(()).await;
        }
    });
    let poll = all.poll(&mut Context::from_waker(Waker::noop()));
    assert!(poll.is_ready());
}

/// 1.3: futures take nothing from the heap until they are boxed or spawned.
#[test]
fn a_box_or_a_task_costs_an_allocation() {
    let mut context = Context::from_waker(Waker::noop());
    let (_, nested) = heap::count(|| {
        let inner = async { ready(3).await + ready(4).await };
        let whole = pin!(async { inner.await + 1 });
        assert!(whole.poll(&mut context).is_ready());
    });
    assert_eq!(nested, 0);
    let (_, boxed) = heap::count(|| drop(Box::pin(async { 7 })));
    assert_eq!(boxed, 1);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (task, spawned) = heap::count(|| tokio::spawn(async { 7 }));
        assert!(spawned >= 1);
        drop(task.await);
    });
}

/// 2.5: a timeout that looks at the clock first discards what is done at the same moment; tokio's
/// does not.
#[test]
fn done_at_the_limit_is_done() {
    let report = program::run(|| timeout(ms(100), sleep(ms(100))));
    assert!(report.output.is_ok());
}

/// 3.2: `.await` polls the child inside the parent's poll; the executor knows only the task.
#[test]
fn a_child_is_polled_by_its_parent_and_has_the_task_s_waker() {
    program::run(|| async {
        let task = tokio::spawn(async {
            let outer = tokio::task::id();
            let inner = async {
                yield_now().await;
                tokio::task::id()
            };
            (outer, inner.await)
        });
        let (outer, inner) = task.await.unwrap();
        assert_eq!(outer, inner);
    });
}

/// 3.3: an async block that is made has not begun.
#[test]
fn made_is_not_begun() {
    let mut begun = false;
    drop(async { begun = true });
    assert!(!begun);
}

/// 2.5: the time begins when the timeout is made, and not with its first poll.
#[test]
fn a_timeout_begins_when_it_is_made() {
    let report = program::run(|| async {
        let limited = timeout(ms(100), sleep(ms(150)));
        sleep(ms(60)).await;
        drop(limited.await);
    });
    assert_eq!(report.elapsed.as_millis(), 100);
}
