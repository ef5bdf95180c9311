//! `blocked-executor`: the thread sleeps, and with it every task that it runs.
//!
//! real time: a thread that sleeps obeys no virtual clock. The naps here are 50 ms long.

mod support;

use std::thread;
use std::time::{Duration, Instant};

use probe::{Diagnosis, Probe, program, watch_awake};
use support::{caught, passes};

mod bad {
    use std::thread::sleep;
    use std::time::Duration;

    /// Shows the seconds that are left.
    pub async fn count_down(second: Duration) {
        for left in [3, 2, 1] {
            println!("{left}");
            sleep(second);
        }
    }
}

mod good {
    use std::time::Duration;

    use tokio::time::sleep;

    /// Shows the seconds that are left.
    pub async fn count_down(second: Duration) {
        for left in [3, 2, 1] {
            println!("{left}");
            sleep(second).await;
        }
    }
}

const SECOND: Duration = Duration::from_millis(50);

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::BlockedExecutor, || {
        program::run(|| bad::count_down(SECOND)).took(3 * SECOND);
    });
}

#[test]
fn good_example_passes() {
    passes(|| program::run(|| good::count_down(SECOND)).took(3 * SECOND));
    let second = Duration::from_secs(1);
    passes(|| program::run(|| good::count_down(second)).took(3 * second));
}

#[test]
fn program_that_sleeps_for_ever_is_caught() {
    caught(Diagnosis::BlockedExecutor, || {
        program::run(|| async { thread::park() });
    });
}

#[test]
fn channel_of_std_in_a_program_is_caught() {
    caught(Diagnosis::BlockedExecutor, || {
        program::run(|| async {
            let (sender, numbers) = std::sync::mpsc::channel();
            let task = tokio::spawn(async move { sender.send(7) });
            let number = numbers.recv();
            let _ = task.await;
            number
        });
    });
}

#[test]
fn sleep_on_a_thread_for_blocking_calls_passes() {
    passes(|| {
        program::run(|| tokio::task::spawn_blocking(|| thread::sleep(SECOND))).took(Duration::ZERO);
    });
}

// Only Linux tells in which way a thread sleeps.
#[cfg(target_os = "linux")]
#[test]
fn nap_under_a_watch_is_caught_and_a_timer_passes() {
    caught(Diagnosis::BlockedExecutor, || {
        watch_awake(Diagnosis::BlockedExecutor, || {
            thread::sleep(Duration::from_millis(8));
        });
    });
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime without I/O needs nothing from the system");
    passes(|| {
        watch_awake(Diagnosis::BlockedExecutor, || {
            runtime.block_on(async { tokio::time::sleep(SECOND).await });
        });
    });
}

// Only Linux tells in which way a thread sleeps.
#[cfg(target_os = "linux")]
#[test]
fn nap_beside_an_await_is_caught() {
    caught(Diagnosis::BlockedExecutor, || {
        program::run(|| async {
            thread::sleep(Duration::from_millis(8));
            tokio::time::sleep(SECOND).await;
        })
        .took(SECOND);
    });
}

#[cfg(target_os = "linux")]
#[test]
fn nap_in_a_drop_is_caught() {
    struct Naps;
    impl Drop for Naps {
        fn drop(&mut self) {
            thread::sleep(Duration::from_millis(8));
        }
    }
    caught(Diagnosis::BlockedExecutor, || {
        let naps = Naps;
        let mut probe = Probe::new(async move {
            std::future::pending::<()>().await;
            drop(naps);
        });
        probe.pending();
        probe.drop_future();
    });
    caught(Diagnosis::BlockedExecutor, || {
        let naps = Naps;
        drop(Probe::new(async move { drop(naps) }));
    });
}

#[test]
fn drop_that_does_not_come_back_is_caught() {
    struct Waits;
    impl Drop for Waits {
        fn drop(&mut self) {
            thread::park();
        }
    }
    caught(Diagnosis::BlockedExecutor, || {
        let waits = Waits;
        drop(Probe::new(async move { drop(waits) }));
    });
}

#[cfg(target_os = "linux")]
#[test]
fn nap_in_a_task_is_caught() {
    caught(Diagnosis::BlockedExecutor, || {
        program::run(|| async {
            tokio::spawn(async { thread::sleep(Duration::from_millis(8)) })
                .await
                .unwrap();
        });
    });
}

// Elsewhere real time is all that there is to tell.
#[cfg(target_os = "linux")]
#[test]
fn too_early_and_slow_has_another_name() {
    caught(Diagnosis::ReadyTooEarly, || {
        program::run(|| async {
            let until = Instant::now() + SECOND;
            while Instant::now() < until {
                std::hint::spin_loop();
            }
        })
        .took(SECOND);
    });
}
