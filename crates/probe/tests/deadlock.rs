//! `deadlock`: everybody waits for somebody else.
//!
//! real time: a thread that waits for a lock obeys no virtual clock.

mod support;

use std::time::Duration;

use probe::program::Cancelled;
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

#[test]
fn program_that_waits_for_nobody_is_no_output_and_no_place() {
    caught(Diagnosis::Deadlock, || {
        program::cancel_everywhere(
            || {
                let waits = async {
                    let (_sender, receiver) = oneshot::channel::<()>();
                    let _ = receiver.await;
                };
                (waits, ())
            },
            |_, cancelled| assert_eq!(cancelled, Cancelled(Some(1))),
        );
    });
}

// Only Linux tells the wait for a lock from other sleeps.
#[cfg(target_os = "linux")]
mod executor {
    use std::collections::VecDeque;
    use std::sync::{Arc, Condvar, Mutex};

    use probe::Diagnosis;
    use probe::executor::Running;

    use super::{caught, passes};

    #[test]
    fn that_waits_for_its_own_lock_is_caught() {
        caught(Diagnosis::Deadlock, || {
            let call = Running::start(|| {
                let queue = Mutex::new(VecDeque::from([1, 2, 3]));
                // The guard lives as long as the body.
                while let Some(task) = queue.lock().unwrap().pop_front() {
                    queue.lock().unwrap().push_back(task);
                }
            });
            call.end(Diagnosis::DroppedWake);
        });
    }

    #[test]
    fn that_waits_for_a_condition_variable_has_another_name() {
        for calls in [0, 1, 2, 3] {
            caught(Diagnosis::DroppedWake, || {
                let shared = Arc::new((Mutex::new(0), Condvar::new()));
                let there = Arc::clone(&shared);
                let call = Running::start(move || {
                    let count = there.0.lock().unwrap();
                    drop(there.1.wait_while(count, |count| *count <= calls));
                });
                for _ in 0..calls {
                    *shared.0.lock().unwrap() += 1;
                    shared.1.notify_one();
                    std::thread::sleep(std::time::Duration::from_millis(5));
                }
                call.end(Diagnosis::DroppedWake);
            });
        }
    }

    #[test]
    fn that_is_kept_from_its_lock_for_a_while_passes() {
        passes(|| {
            let lock = Arc::new(Mutex::new(()));
            let there = Arc::clone(&lock);
            let held = lock.lock().unwrap();
            let call = Running::start(move || drop(there.lock().unwrap()));
            std::thread::sleep(std::time::Duration::from_millis(100));
            drop(held);
            call.end(Diagnosis::DroppedWake);
        });
    }
}
