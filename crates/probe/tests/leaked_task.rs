//! `leaked-task`: a task that nobody ends.
//!
//! real time: a blocking task obeys no virtual clock.

mod support;

use std::thread;
use std::time::{Duration, Instant};

use probe::{Diagnosis, program};
use support::{caught, passes};

mod bad {
    use std::time::Duration;

    use tokio::time::{interval, sleep};

    /// Works for a while, with a sign of life every second.
    pub async fn work() {
        tokio::spawn(async {
            let mut beat = interval(Duration::from_secs(1));
            loop {
                beat.tick().await;
            }
        });
        sleep(Duration::from_secs(5)).await;
    }
}

mod good {
    use std::time::Duration;

    use tokio::time::{interval, sleep};

    /// Works for a while, with a sign of life every second.
    pub async fn work() {
        let signs = tokio::spawn(async {
            let mut beat = interval(Duration::from_secs(1));
            loop {
                beat.tick().await;
            }
        });
        sleep(Duration::from_secs(5)).await;
        signs.abort();
        let _ = signs.await;
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::LeakedTask, || {
        program::run(bad::work).no_task_left();
    });
}

#[test]
fn good_example_passes() {
    passes(|| program::run(good::work).no_task_left());
}

#[test]
fn task_that_hardly_rests_is_caught() {
    caught(Diagnosis::LeakedTask, || {
        program::run(|| async {
            tokio::spawn(async {
                loop {
                    tokio::time::sleep(std::time::Duration::from_millis(1)).await;
                }
            });
        })
        .no_task_left();
    });
}

#[test]
fn blocking_task_that_is_left_behind_is_caught() {
    caught(Diagnosis::LeakedTask, || {
        program::run(|| async {
            tokio::task::spawn_blocking(std::thread::park);
            7
        });
    });
}

#[test]
fn task_that_never_waits_is_caught() {
    caught(Diagnosis::LeakedTask, || {
        program::run(|| async {
            tokio::spawn(async {
                loop {
                    tokio::task::yield_now().await;
                }
            });
        });
    });
}

#[test]
fn failing_beside_a_blocking_task_ends_in_time() {
    let began = Instant::now();
    let panic = probe::panics::caught(|| {
        program::run(|| async {
            tokio::task::spawn_blocking(|| thread::sleep(Duration::from_secs(30)));
            panic!("out of ideas");
        })
        .elapsed
    });
    assert_eq!(panic, Err(String::from("out of ideas")));
    assert!(began.elapsed() < Duration::from_secs(10));
}
