//! `idle-spin`: the executor keeps its thread busy while it has nothing to do. Only Linux tells a
//! busy thread from one that sleeps.
//!
//! real time: a thread that naps obeys no virtual clock.
#![cfg(target_os = "linux")]

mod support;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake};
use std::thread::{self, Thread};
use std::time::Duration;

use probe::executor::{Running, SelfWake, Yields};
use probe::{Child, Diagnosis};
use support::{caught, passes};

mod bad {
    use std::hint::spin_loop;
    use std::sync::atomic::{AtomicBool, Ordering};

    /// Waits for a waker: it sets the flag, and then unparks this thread.
    pub fn wait(woken: &AtomicBool) {
        while !woken.swap(false, Ordering::AcqRel) {
            spin_loop();
        }
    }
}

mod good {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread::park;

    /// Waits for a waker: it sets the flag, and then unparks this thread.
    pub fn wait(woken: &AtomicBool) {
        while !woken.swap(false, Ordering::AcqRel) {
            park();
        }
    }
}

struct Flag {
    woken: AtomicBool,
    thread: Thread,
}

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Polls the future, and waits in that way whenever it is pending.
fn block_on(future: impl Future, wait: fn(&AtomicBool)) {
    let flag = Arc::new(Flag {
        woken: AtomicBool::new(false),
        thread: thread::current(),
    });
    let waker = Arc::clone(&flag).into();
    let (mut future, mut cx) = (pin!(future), Context::from_waker(&waker));
    while future.as_mut().poll(&mut cx).is_pending() {
        wait(&flag.woken);
    }
}

/// An executor without work, until the child is finished.
fn idle_for_a_while(wait: fn(&AtomicBool)) {
    let (child, view) = Child::waiting();
    let call = Running::start(move || block_on(child, wait));
    call.until(Diagnosis::DroppedWake, || view.polls() > 0);
    call.is_idle();
    view.finish(());
    call.end(Diagnosis::DroppedWake);
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::IdleSpin, || idle_for_a_while(bad::wait));
}

#[test]
fn good_example_passes() {
    passes(|| idle_for_a_while(good::wait));
}

#[test]
fn giving_the_turn_away_each_time_is_caught() {
    caught(Diagnosis::IdleSpin, || {
        idle_for_a_while(|woken| {
            while !woken.swap(false, Ordering::AcqRel) {
                thread::yield_now();
            }
        });
    });
}

#[test]
fn rising_every_millisecond_is_caught() {
    caught(Diagnosis::IdleSpin, || {
        idle_for_a_while(|woken| {
            while !woken.swap(false, Ordering::AcqRel) {
                thread::sleep(Duration::from_millis(1));
            }
        });
    });
}

#[test]
fn busy_first_and_idle_then_passes() {
    passes(|| {
        let (child, view) = Child::waiting();
        let call = Running::start(move || {
            let work = async {
                Yields::new(1000, SelfWake::ByRef).await;
                child.await;
            };
            block_on(work, good::wait);
        });
        call.until(Diagnosis::DroppedWake, || view.polls() > 0);
        call.is_idle();
        view.finish(());
        call.end(Diagnosis::DroppedWake);
    });
}

#[test]
fn rising_now_and_then_is_caught() {
    for pause in [5, 15, 20, 40, 100, 200, 1_000, 86_400_000] {
        caught(Diagnosis::IdleSpin, || {
            // As many pauses as cases: a function captures nothing.
            let wait: fn(&AtomicBool) = match pause {
                5 => naps::<5>,
                15 => naps::<15>,
                20 => naps::<20>,
                40 => naps::<40>,
                100 => naps::<100>,
                200 => naps::<200>,
                1_000 => naps::<1_000>,
                _ => naps::<86_400_000>,
            };
            idle_for_a_while(wait);
        });
    }
}

fn naps<const PAUSE: u64>(woken: &AtomicBool) {
    while !woken.swap(false, Ordering::AcqRel) {
        thread::park_timeout(Duration::from_millis(PAUSE));
    }
}

#[test]
fn thread_of_the_executor_that_spins_is_caught() {
    caught(Diagnosis::IdleSpin, || {
        idle_for_a_while(|woken| {
            static OVER: AtomicBool = AtomicBool::new(false);
            let spins = thread::spawn(|| {
                while !OVER.load(Ordering::Acquire) {
                    std::hint::spin_loop();
                }
            });
            good::wait(woken);
            OVER.store(true, Ordering::Release);
            spins.join().unwrap();
        });
    });
}

#[test]
fn thread_of_the_executor_that_sleeps_passes() {
    passes(|| {
        idle_for_a_while(|woken| {
            let (end, ended) = std::sync::mpsc::channel::<()>();
            let other = thread::spawn(move || ended.recv_timeout(Duration::from_secs(60)));
            good::wait(woken);
            drop(end);
            let _ = other.join();
        });
    });
}

#[test]
fn named_thread_of_the_executor_that_spins_is_caught() {
    caught(Diagnosis::IdleSpin, || {
        idle_for_a_while(|woken| {
            static OVER: AtomicBool = AtomicBool::new(false);
            let spins = || {
                while !OVER.load(Ordering::Acquire) {
                    std::hint::spin_loop();
                }
            };
            let named = thread::Builder::new().name("timer".to_owned());
            let spins = named.spawn(spins).unwrap();
            good::wait(woken);
            OVER.store(true, Ordering::Release);
            spins.join().unwrap();
        });
    });
}

#[test]
fn named_thread_that_wakes_the_executor_now_and_then_is_caught() {
    caught(Diagnosis::IdleSpin, || {
        idle_for_a_while(|woken| {
            let executor = thread::current();
            let named = thread::Builder::new().name("timer".to_owned());
            let ticks = named.spawn(move || {
                for _ in 0..100 {
                    thread::sleep(Duration::from_millis(40));
                    executor.unpark();
                }
            });
            good::wait(woken);
            drop(ticks);
        });
    });
}

#[test]
fn napping_once_before_the_long_sleep_passes() {
    passes(|| {
        idle_for_a_while(|woken| {
            thread::park_timeout(Duration::from_millis(20));
            good::wait(woken);
        });
    });
}

#[test]
fn other_thread_that_waits_with_a_limit_passes() {
    passes(|| {
        idle_for_a_while(|woken| {
            // Like the threads of a pool, which end when nobody has needed them for a while.
            thread::spawn(|| thread::park_timeout(Duration::from_secs(1)));
            good::wait(woken);
        });
    });
}
