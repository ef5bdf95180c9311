//! `ready-too-late`: what was waited for has happened, and the future waits on.

mod support;

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use probe::{Child, Diagnosis, Probe, program};
use support::{caught, passes};
use tokio::sync::Notify;
use tokio::time::sleep;

mod bad {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::time::Duration;

    /// Returns once the flag is set.
    pub async fn finished(flag: &AtomicBool) {
        while !flag.load(Ordering::Acquire) {
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

mod good {
    use tokio::sync::Notify;

    /// Returns once `notify_one` has been called.
    pub async fn finished(flag: &Notify) {
        flag.notified().await;
    }
}

const EVENT: Duration = Duration::from_millis(1500);

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::ReadyTooLate, || {
        let program = || async {
            let flag = AtomicBool::new(false);
            tokio::join!(bad::finished(&flag), async {
                sleep(EVENT).await;
                flag.store(true, Ordering::Release);
            });
        };
        program::run(program).took(EVENT);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let program = || async {
            let flag = Notify::new();
            tokio::join!(good::finished(&flag), async {
                sleep(EVENT).await;
                flag.notify_one();
            });
        };
        program::run(program).took(EVENT);
    });
}

#[test]
fn pending_after_the_event_is_caught() {
    caught(Diagnosis::ReadyTooLate, || {
        // The poll that could be the last one is spent on `Pending`.
        let (child, _) = Child::yielding(1, 7);
        Probe::new(child).ready();
    });
}

#[test]
fn ready_in_the_poll_after_the_event_passes() {
    passes(|| {
        let (child, view) = Child::waiting();
        let mut probe = Probe::new(child);
        probe.pending();
        view.finish(7);
        assert_eq!(probe.ready(), 7);
    });
}

#[test]
fn millisecond_too_late_is_caught() {
    caught(Diagnosis::ReadyTooLate, || {
        program::run(|| sleep(EVENT + Duration::from_millis(1))).took(EVENT);
    });
}

#[test]
fn rounded_up_to_a_millisecond_passes() {
    passes(|| {
        let time = EVENT - Duration::from_nanos(1);
        program::run(|| sleep(time)).took(time);
    });
}

// Where the system does not tell a busy thread from one that sleeps, the limit decides.
#[cfg(target_os = "linux")]
#[test]
fn program_that_goes_on_with_the_clock_is_caught() {
    caught(Diagnosis::ReadyTooLate, || {
        program::run(|| async {
            loop {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
    });
}
