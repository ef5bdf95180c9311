//! `dropped-wake`: a wake comes before the executor sleeps, and is not remembered.

mod support;

use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Wake, Waker};
use std::thread;

use probe::executor::{End, Running, SelfWake, Yields, woken_at_every_instruction};
use probe::{Child, Diagnosis};
use support::{caught, passes};

mod bad {
    use std::sync::{Condvar, Mutex};

    /// Where the thread of an executor sleeps while no task can run.
    #[derive(Default)]
    pub struct Bed {
        lock: Mutex<()>,
        alarm: Condvar,
    }

    impl Bed {
        pub fn sleep(&self) {
            let guard = self.lock.lock().unwrap();
            drop(self.alarm.wait(guard));
        }

        /// Called by the wakers.
        pub fn wake(&self) {
            self.alarm.notify_one();
        }
    }
}

mod good {
    use std::mem;
    use std::sync::{Condvar, Mutex};

    /// Where the thread of an executor sleeps while no task can run.
    #[derive(Default)]
    pub struct Bed {
        woken: Mutex<bool>,
        alarm: Condvar,
    }

    impl Bed {
        pub fn sleep(&self) {
            let mut woken = self.woken.lock().unwrap();
            while !mem::take(&mut *woken) {
                woken = self.alarm.wait(woken).unwrap();
            }
        }

        /// Called by the wakers.
        pub fn wake(&self) {
            *self.woken.lock().unwrap() = true;
            self.alarm.notify_one();
        }
    }
}

/// Runs a future on an executor whose thread sleeps in that bed.
trait Bed: Default + Send + Sync + 'static {
    fn sleep(&self);
    fn wake(&self);

    fn run(future: impl Future + Send + 'static) -> Running {
        Running::start(|| run::<Self>(future))
    }
}

impl Bed for bad::Bed {
    fn sleep(&self) {
        self.sleep();
    }

    fn wake(&self) {
        self.wake();
    }
}

impl Bed for good::Bed {
    fn sleep(&self) {
        self.sleep();
    }

    fn wake(&self) {
        self.wake();
    }
}

struct Alarm<B>(B);

impl<B: Bed> Wake for Alarm<B> {
    fn wake(self: Arc<Self>) {
        self.0.wake();
    }
}

#[test]
fn bad_example_is_caught() {
    for how in SelfWake::ALL {
        caught(Diagnosis::DroppedWake, || {
            bad::Bed::run(Yields::new(1, how)).end(Diagnosis::DroppedWake);
        });
    }
}

#[test]
fn good_example_passes() {
    for how in SelfWake::ALL {
        passes(|| {
            let end = good::Bed::run(Yields::new(3, how)).end(Diagnosis::DroppedWake);
            assert_eq!(end, End::Returned);
        });
    }
    passes(|| {
        let (child, view) = Child::waiting();
        let call = good::Bed::run(child);
        call.until(Diagnosis::DroppedWake, || view.polls() > 0);
        call.is_idle();
        view.finish(());
        call.end(Diagnosis::DroppedWake);
    });
}

#[test]
fn second_poll_that_never_comes_is_caught() {
    caught(Diagnosis::DroppedWake, || {
        let (child, view) = Child::yielding(1, ());
        let call = bad::Bed::run(child);
        call.until(Diagnosis::DroppedWake, || view.polls() > 1);
    });
}

/// Remembers the wake, and looks whether there was one before it takes the lock.
#[derive(Default)]
struct LooksFirst {
    woken: AtomicBool,
    lock: Mutex<()>,
    alarm: Condvar,
}

impl Bed for LooksFirst {
    fn sleep(&self) {
        while !self.woken.swap(false, Ordering::SeqCst) {
            drop(self.alarm.wait(self.lock.lock().unwrap()));
        }
    }

    fn wake(&self) {
        self.woken.store(true, Ordering::SeqCst);
        self.alarm.notify_one();
    }
}

fn run<B: Bed>(future: impl Future) {
    let bed = Arc::new(Alarm(B::default()));
    let waker = Arc::clone(&bed).into();
    let (mut future, mut cx) = (pin!(future), Context::from_waker(&waker));
    while future.as_mut().poll(&mut cx).is_pending() {
        bed.0.sleep();
    }
}

#[test]
#[cfg_attr(
    not(all(target_os = "linux", target_arch = "x86_64")),
    ignore = "met by chance only, where nobody can step"
)]
fn wake_between_the_look_and_the_sleep_is_caught() {
    caught(Diagnosis::DroppedWake, || {
        woken_at_every_instruction(run::<LooksFirst>);
    });
    caught(Diagnosis::DroppedWake, || {
        woken_at_every_instruction(run::<bad::Bed>);
    });
    passes(|| woken_at_every_instruction(run::<good::Bed>));
}

#[test]
fn executor_that_never_sleeps_drops_no_wake() {
    passes(|| {
        woken_at_every_instruction(|future| {
            let mut future = pin!(future);
            let mut cx = Context::from_waker(Waker::noop());
            while future.as_mut().poll(&mut cx).is_pending() {
                thread::yield_now();
            }
        });
    });
}

#[test]
fn executor_that_leaves_early_drops_no_wake() {
    caught(Diagnosis::EarlyReturn, || {
        woken_at_every_instruction(|future| {
            let mut cx = Context::from_waker(Waker::noop());
            let _ = pin!(future).poll(&mut cx);
        });
    });
    caught(Diagnosis::EarlyReturn, || woken_at_every_instruction(drop));
}

#[test]
fn token_of_a_parked_thread_passes() {
    struct Parked(thread::Thread);
    impl Wake for Parked {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    passes(|| {
        let call = Running::start(|| {
            let mut task = pin!(Yields::new(3, SelfWake::FromAnotherThread));
            let waker = Arc::new(Parked(thread::current())).into();
            let mut cx = Context::from_waker(&waker);
            while task.as_mut().poll(&mut cx).is_pending() {
                thread::park();
            }
        });
        call.end(Diagnosis::DroppedWake);
        woken_at_every_instruction(|task| {
            let mut task = pin!(task);
            let waker = Arc::new(Parked(thread::current())).into();
            let mut cx = Context::from_waker(&waker);
            while task.as_mut().poll(&mut cx).is_pending() {
                thread::park();
            }
        });
    });
}
