//! `deadlock`: everybody waits for somebody else.

mod support;

use std::time::Duration;

use probe::{Diagnosis, program};
use support::{caught, passes};
use tokio::sync::{Mutex, oneshot};
use tokio::time::sleep;

mod bad {
    use tokio::sync::mpsc;

    /// Lets a task work on each number, and adds up what they send.
    pub async fn sum_of_squares(numbers: Vec<u32>) -> u32 {
        let (sender, mut squares) = mpsc::channel(8);
        for number in numbers {
            let sender = sender.clone();
            tokio::spawn(async move { sender.send(number * number).await });
        }
        let mut sum = 0;
        while let Some(square) = squares.recv().await {
            sum += square;
        }
        sum
    }
}

mod good {
    use tokio::sync::mpsc;

    /// Lets a task work on each number, and adds up what they send.
    pub async fn sum_of_squares(numbers: Vec<u32>) -> u32 {
        let (sender, mut squares) = mpsc::channel(8);
        for number in numbers {
            let sender = sender.clone();
            tokio::spawn(async move { sender.send(number * number).await });
        }
        drop(sender);
        let mut sum = 0;
        while let Some(square) = squares.recv().await {
            sum += square;
        }
        sum
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::Deadlock, || {
        program::run(|| bad::sum_of_squares(vec![1, 2, 3]));
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let report = program::run(|| good::sum_of_squares(vec![1, 2, 3]));
        assert_eq!(report.output, 14);
    });
}

#[test]
fn locked_twice_by_one_task_is_caught() {
    caught(Diagnosis::Deadlock, || {
        program::run(|| async {
            let lock = Mutex::new(7);
            let first = lock.lock().await;
            let second = lock.lock().await;
            *first + *second
        });
    });
}

#[test]
fn two_tasks_that_wait_for_each_other_are_caught() {
    caught(Diagnosis::Deadlock, || {
        program::run(|| async {
            let (left, from_left) = oneshot::channel();
            let (right, from_right) = oneshot::channel();
            tokio::join!(
                async {
                    let _ = from_right.await;
                    let _ = left.send(());
                },
                async {
                    let _ = from_left.await;
                    let _ = right.send(());
                }
            );
        });
    });
}

#[test]
fn waiting_long_passes() {
    passes(|| {
        program::run(|| async {
            let lock = Mutex::new(7);
            let day = Duration::from_secs(24 * 60 * 60);
            let long = async {
                let guard = lock.lock().await;
                sleep(day).await;
                *guard
            };
            tokio::join!(long, async { *lock.lock().await })
        })
        .took(Duration::from_secs(24 * 60 * 60));
    });
}

#[test]
fn waiting_for_a_thread_passes() {
    passes(|| {
        program::run(|| tokio::task::spawn_blocking(std::thread::yield_now))
            .output
            .unwrap();
    });
}
