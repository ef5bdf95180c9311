//! `blocking-poll`: the thread sleeps where only the task should.
//!
//! real time: a thread that sleeps obeys no virtual clock. The watchdog gives it a second.

mod support;

use std::future::poll_fn;
use std::net::TcpListener;
use std::sync::{Arc, Barrier, Condvar, Mutex, mpsc};
use std::task::Poll;
use std::thread;
use std::time::{Duration, Instant};

use probe::{Diagnosis, InlineTask, Probe};
use support::{caught, passes};

mod bad {
    use std::sync::mpsc::Receiver;

    /// The sum of all numbers that come.
    pub async fn sum(numbers: Receiver<u32>) -> u32 {
        let mut sum = 0;
        while let Ok(number) = numbers.recv() {
            sum += number;
        }
        sum
    }
}

mod good {
    use tokio::sync::mpsc::Receiver;

    /// The sum of all numbers that come.
    pub async fn sum(mut numbers: Receiver<u32>) -> u32 {
        let mut sum = 0;
        while let Some(number) = numbers.recv().await {
            sum += number;
        }
        sum
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::BlockingPoll, || {
        let (_sender, numbers) = mpsc::channel();
        Probe::new(bad::sum(numbers)).pending();
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let (sender, numbers) = tokio::sync::mpsc::channel(8);
        let mut probe = Probe::new(good::sum(numbers));
        probe.pending();
        sender.try_send(7).unwrap();
        drop(sender);
        assert_eq!(probe.run(0), 7);
    });
}

#[test]
fn sleep_in_a_poll_is_caught() {
    caught(Diagnosis::BlockingPoll, || {
        Probe::new(async { thread::sleep(Duration::from_secs(3600)) }).run(0);
    });
}

#[test]
fn blocking_socket_in_a_poll_is_caught() {
    caught(Diagnosis::BlockingPoll, || {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let _ = Probe::new(async { listener.accept().map(drop) }).run(0);
    });
}

#[test]
fn nested_block_on_is_caught() {
    caught(Diagnosis::BlockingPoll, || {
        Probe::new(async { futures::executor::block_on(std::future::pending::<()>()) }).run(0);
    });
}

#[test]
fn many_short_sleeps_in_a_poll_are_caught() {
    caught(Diagnosis::BlockingPoll, || {
        Probe::new(async {
            loop {
                thread::sleep(Duration::from_millis(10));
            }
        })
        .run(0)
    });
}

#[test]
fn waiting_shortly_for_a_lock_passes() {
    passes(|| {
        let (lock, locked) = (Arc::new(Mutex::new(7)), Arc::new(Barrier::new(2)));
        let (other_lock, other_locked) = (Arc::clone(&lock), Arc::clone(&locked));
        let other = thread::spawn(move || {
            let _guard = other_lock.lock().unwrap();
            other_locked.wait();
            thread::sleep(Duration::from_millis(50));
        });
        locked.wait();
        let mut probe = Probe::new(poll_fn(|_| Poll::Ready(*lock.lock().unwrap())));
        assert_eq!(probe.ready(), 7);
        other.join().unwrap();
    });
}

// Only Linux tells in which way a thread sleeps.
#[cfg(target_os = "linux")]
#[test]
fn nap_in_a_poll_is_caught() {
    caught(Diagnosis::BlockingPoll, || {
        Probe::new(async { thread::sleep(Duration::from_millis(5)) }).ready();
    });
    caught(Diagnosis::BlockingPoll, || {
        let short = || thread::sleep(Duration::from_millis(1));
        Probe::new(async { (0..10).for_each(|_| short()) }).ready();
    });
    // On a busy machine a single one of these may not be seen.
    caught(Diagnosis::BlockingPoll, || {
        let (lock, changed) = (Mutex::new(()), Condvar::new());
        let mut probe = Probe::new(poll_fn(|_| {
            let guard = lock.lock().unwrap();
            drop(changed.wait_timeout(guard, Duration::from_millis(8)));
            Poll::<()>::Pending
        }));
        (0..200).for_each(|_| probe.pending());
    });
}

#[cfg(target_os = "linux")]
#[test]
fn shortest_nap_is_remembered() {
    caught(Diagnosis::BlockingPoll, || {
        let mut probe = Probe::new(async { thread::sleep(Duration::from_micros(1)) });
        probe.ready();
        probe.never_slept();
    });
    passes(|| {
        let mut probe = Probe::new(async { thread::yield_now() });
        probe.ready();
        thread::sleep(Duration::from_micros(1));
        probe.never_slept();
    });
}

#[cfg(target_os = "linux")]
#[test]
fn short_nap_of_any_kind_is_caught() {
    caught(Diagnosis::BlockingPoll, || {
        let nap = Duration::from_millis(1);
        Probe::new(poll_fn(|_| {
            thread::park_timeout(nap);
            Poll::<()>::Pending
        }))
        .pending_awake(8);
    });
    caught(Diagnosis::BlockingPoll, || {
        let (_sender, receiver) = std::sync::mpsc::channel::<()>();
        Probe::new(poll_fn(|_| {
            let _ = receiver.recv_timeout(Duration::from_millis(1));
            Poll::<()>::Pending
        }))
        .pending_awake(8);
    });
    passes(|| {
        Probe::new(poll_fn(|_| {
            let until = Instant::now() + Duration::from_millis(2);
            while Instant::now() < until {
                std::hint::spin_loop();
            }
            Poll::<()>::Pending
        }))
        .pending_awake(8);
    });
}

#[cfg(target_os = "linux")]
#[test]
fn nap_in_a_poll_of_an_inline_task_is_caught() {
    caught(Diagnosis::BlockingPoll, || {
        InlineTask::start(async { thread::sleep(Duration::from_millis(8)) });
    });
}

#[test]
fn busy_for_longer_than_a_nap_passes() {
    passes(|| {
        let work = async {
            let until = Instant::now() + Duration::from_millis(20);
            while Instant::now() < until {
                std::hint::spin_loop();
            }
        };
        Probe::new(work).ready();
    });
}

#[test]
fn joining_a_thread_for_a_moment_passes() {
    passes(|| {
        let work = async {
            let until = Instant::now() + Duration::from_millis(20);
            let busy = move || while Instant::now() < until {};
            thread::spawn(busy).join().unwrap();
        };
        Probe::new(work).ready();
    });
}

#[cfg(target_os = "linux")]
#[test]
fn waiting_for_a_thread_that_naps_is_caught() {
    caught(Diagnosis::BlockingPoll, || {
        let mut probe = Probe::new(poll_fn(|_| {
            let naps = thread::spawn(|| thread::sleep(Duration::from_millis(20)));
            naps.join().unwrap();
            Poll::<()>::Pending
        }));
        (0..50).for_each(|_| probe.pending());
    });
    caught(Diagnosis::BlockingPoll, || {
        let (sender, numbers) = mpsc::channel();
        thread::spawn(move || {
            for number in 0..50 {
                thread::sleep(Duration::from_millis(20));
                if sender.send(number).is_err() {
                    return;
                }
            }
        });
        Probe::new(bad::sum(numbers)).ready();
    });
}
