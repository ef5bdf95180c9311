//! `busy-poll`: a task that wakes itself in each poll never sleeps.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures::task::AtomicWaker;
use probe::executor::{SelfWake, Yields};
use probe::{Child, Diagnosis, InlineTask, Probe, ms, program};
use support::{caught, passes};
use tokio::time::sleep;

mod bad {
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::Poll;

    /// Ready once the flag is set.
    pub async fn finished(flag: &AtomicBool) {
        poll_fn(|cx| {
            if flag.load(Ordering::Acquire) {
                return Poll::Ready(());
            }
            cx.waker().wake_by_ref();
            Poll::Pending
        })
        .await
    }
}

mod good {
    use std::future::poll_fn;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::task::Poll;

    use futures::task::AtomicWaker;

    /// Ready once the flag is set; whoever sets it then calls `setter.wake()`.
    pub async fn finished(flag: &AtomicBool, setter: &AtomicWaker) {
        poll_fn(|cx| {
            setter.register(cx.waker());
            if flag.load(Ordering::Acquire) {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::BusyPoll, || {
        let flag = AtomicBool::new(false);
        Probe::new(bad::finished(&flag)).run(0);
    });
}

#[test]
fn bad_example_with_a_few_self_wakes_allowed_is_caught() {
    caught(Diagnosis::BusyPoll, || {
        let flag = AtomicBool::new(false);
        Probe::new(bad::finished(&flag)).run(16);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let shared = Arc::new((AtomicBool::new(false), AtomicWaker::new()));
        let mut probe = Probe::new(good::finished(&shared.0, &shared.1));
        probe.pending();
        shared.0.store(true, Ordering::Release);
        shared.1.wake();
        probe.run(0);
    });
}

#[test]
fn more_polls_than_needed_are_caught() {
    caught(Diagnosis::BusyPoll, || {
        let (child, _) = Child::yielding(4, ());
        let mut probe = Probe::new(child);
        probe.run(4);
        probe.at_most_polls(4);
    });
}

#[test]
fn yielding_as_often_as_allowed_passes() {
    passes(|| {
        let (child, _) = Child::yielding(4, ());
        let mut probe = Probe::new(child);
        probe.run(4);
        probe.at_most_polls(5);
    });
}

#[test]
fn woken_from_elsewhere_during_the_poll_passes() {
    passes(|| {
        assert_eq!(
            Probe::new(Yields::new(3, SelfWake::FromAnotherThread)).run(0),
            4
        );
    });
}

#[test]
fn program_that_looks_again_and_again_is_caught() {
    caught(Diagnosis::BusyPoll, || {
        program::run(|| async {
            let flag = AtomicBool::new(false);
            bad::finished(&flag).await;
        });
    });
    caught(Diagnosis::BusyPoll, || {
        program::run(|| async {
            loop {
                tokio::task::yield_now().await;
            }
        });
    });
    caught(Diagnosis::BusyPoll, || {
        program::cancel_everywhere(
            || (async { bad::finished(&AtomicBool::new(false)).await }, ()),
            |_, _| (),
        );
    });
}

#[test]
fn busy_beside_others_in_a_program_is_caught() {
    caught(Diagnosis::BusyPoll, || {
        program::run(|| async {
            let flag = AtomicBool::new(false);
            let sets = async {
                sleep(ms(100)).await;
                flag.store(true, Ordering::Release);
            };
            tokio::join!(bad::finished(&flag), sets, sleep(ms(50)));
        });
    });
}

// Where the system does not tell a busy thread from one that sleeps, the limit decides.
#[cfg(target_os = "linux")]
#[test]
fn busy_task_of_a_program_is_caught() {
    caught(Diagnosis::BusyPoll, || {
        program::run(|| async {
            let flag = Arc::new(AtomicBool::new(false));
            tokio::spawn(async move { bad::finished(&flag).await })
                .await
                .unwrap();
        });
    });
}

#[test]
fn inline_task_that_wakes_itself_is_caught() {
    caught(Diagnosis::BusyPoll, || {
        InlineTask::start(async {
            let flag = AtomicBool::new(false);
            bad::finished(&flag).await;
        });
    });
}

#[test]
fn many_polls_at_many_moments_pass() {
    passes(|| {
        program::run(|| async {
            for _ in 0..3000 {
                sleep(ms(1)).await;
            }
            for _ in 0..500 {
                tokio::task::yield_now().await;
            }
        })
        .took(ms(3000));
    });
}
