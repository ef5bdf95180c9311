//! Every instruction is a moment: what gets in the way of that is met, and harms nobody.

mod support;

use std::cell::UnsafeCell;
use std::future::poll_fn;
use std::hint::spin_loop;
use std::mem;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, mpsc};
use std::task::{Poll, Waker};
use std::thread;
use std::time::Duration;

use probe::{Child, Diagnosis, at_every_instruction, over_at_every_instruction};
use support::{caught, passes};

/// What a future and the event that it waits for share.
#[derive(Default)]
struct Door {
    open: bool,
    waker: Option<Waker>,
}

impl Door {
    fn poll(&mut self, waker: &Waker) -> Poll<()> {
        if self.open {
            return Poll::Ready(());
        }
        self.waker = Some(waker.clone());
        Poll::Pending
    }

    fn open(&mut self) -> Option<Waker> {
        self.open = true;
        self.waker.take()
    }
}

fn wake(waker: Option<Waker>) {
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// A lock for which nobody sleeps.
#[derive(Default)]
struct SpinLock {
    taken: AtomicBool,
    door: UnsafeCell<Door>,
}

// SAFETY: `with` gives the door to one thread at a time.
unsafe impl Sync for SpinLock {}

impl SpinLock {
    fn with<R>(&self, call: impl FnOnce(&mut Door) -> R) -> R {
        while self.taken.swap(true, SeqCst) {
            spin_loop();
        }
        // SAFETY: `taken` was false, and is true until the call is over.
        let result = call(unsafe { &mut *self.door.get() });
        self.taken.store(false, SeqCst);
        result
    }
}

#[test]
fn holder_of_a_spin_lock_is_stopped_and_the_other_side_does_not_hang() {
    passes(|| {
        let make = || {
            let door = Arc::new(SpinLock::default());
            let opens = Arc::clone(&door);
            let wait = move || poll_fn(move |cx| door.with(|door| door.poll(cx.waker())));
            (wait, move || wake(opens.with(Door::open)))
        };
        at_every_instruction(make, |()| {});
    });
}

#[test]
fn thread_that_is_made_in_the_event_passes() {
    passes(|| {
        let make = || {
            let door = Arc::new(Mutex::new(Door::default()));
            let opens = Arc::clone(&door);
            let wait = move || poll_fn(move |cx| door.lock().unwrap().poll(cx.waker()));
            let open = move || {
                let waker = opens.lock().unwrap().open();
                thread::spawn(move || wake(waker));
            };
            (wait, open)
        };
        at_every_instruction(make, |()| {});
    });
}

#[test]
fn thread_that_is_made_in_the_poll_passes() {
    passes(|| {
        let make = || {
            let (opens, opened) = mpsc::channel::<()>();
            let mut opened = Some(opened);
            let door = Arc::new(Mutex::new(Door::default()));
            let wait = move || {
                poll_fn(move |cx| {
                    let result = door.lock().unwrap().poll(cx.waker());
                    if let Some(opened) = opened.take() {
                        let door = Arc::clone(&door);
                        thread::spawn(move || {
                            let _ = opened.recv();
                            wake(door.lock().unwrap().open());
                        });
                    }
                    result
                })
            };
            (wait, move || opens.send(()).unwrap_or_default())
        };
        at_every_instruction(make, |()| {});
    });
}

#[test]
fn wake_that_comes_a_little_later_passes() {
    passes(|| {
        let make = || {
            let (opens, opened) = mpsc::channel::<()>();
            let door = Arc::new(Mutex::new(Door::default()));
            let doorman = Arc::clone(&door);
            thread::spawn(move || {
                let _ = opened.recv();
                thread::sleep(Duration::from_millis(1));
                wake(doorman.lock().unwrap().open());
            });
            let wait = move || poll_fn(move |cx| door.lock().unwrap().poll(cx.waker()));
            (wait, move || opens.send(()).unwrap_or_default())
        };
        at_every_instruction(make, |()| {});
    });
}

#[test]
fn future_that_is_not_send_passes() {
    passes(|| {
        let make = || {
            let (child, view) = Child::waiting();
            let wait = || {
                let here = std::rc::Rc::new(());
                async move {
                    let output = child.await;
                    drop(here);
                    output
                }
            };
            (wait, move || view.finish(7))
        };
        at_every_instruction(make, |output| assert_eq!(output, 7));
    });
}

#[test]
fn without_steps_the_sides_meet_in_rounds() {
    // The variable is read once, at the first use: in the process of a case.
    passes(|| {
        // SAFETY: no other thread of this process reads the environment now.
        #[expect(clippy::disallowed_methods, reason = "the process is this test's own")]
        unsafe {
            std::env::set_var("KATA_NO_STEPPING", "1");
        }
        let make = || {
            let (child, view) = Child::waiting();
            (|| child, move || view.finish(7))
        };
        at_every_instruction(make, |output| assert_eq!(output, 7));
    });
}

#[test]
#[cfg_attr(
    not(all(target_os = "linux", target_arch = "x86_64")),
    ignore = "met by chance only, where nobody can step"
)]
fn event_that_holds_what_the_poll_needs_for_good_is_caught() {
    caught(Diagnosis::Deadlock, || {
        let make = || {
            let doors = Arc::new([const { Mutex::new(()) }; 2]);
            let (theirs, flag) = (Arc::clone(&doors), Arc::new(Mutex::new(Door::default())));
            let opens = Arc::clone(&flag);
            let wait = move || {
                poll_fn(move |cx| {
                    let _first = doors[0].lock().unwrap();
                    let _second = doors[1].lock().unwrap();
                    flag.lock().unwrap().poll(cx.waker())
                })
            };
            let open = move || {
                let _second = theirs[1].lock().unwrap();
                let _first = theirs[0].lock().unwrap();
                wake(opens.lock().unwrap().open());
            };
            (wait, open)
        };
        at_every_instruction(make, |()| {});
    });
}

#[test]
fn panic_of_the_event_is_its_own() {
    let make = || {
        let (child, _) = Child::<()>::waiting();
        (|| child, || panic!("the door is stuck"))
    };
    let message = probe::panics::caught(|| at_every_instruction(make, |()| {}));
    assert_eq!(message, Err("the door is stuck".to_owned()));
}

/// A timer of one thread each, with a look at the clock outside the lock in later polls or not.
fn timer(duration: Duration, looks_first: bool) -> impl Future<Output = ()> {
    let end = std::time::Instant::now() + duration;
    let door = Arc::new(Mutex::new(Door::default()));
    let mut started = false;
    poll_fn(move |cx| {
        if looks_first && std::time::Instant::now() >= end {
            return Poll::Ready(());
        }
        let result = if looks_first {
            door.lock().unwrap().waker = Some(cx.waker().clone());
            Poll::Pending
        } else {
            door.lock().unwrap().poll(cx.waker())
        };
        if !mem::replace(&mut started, true) {
            let door = Arc::clone(&door);
            thread::spawn(move || {
                thread::sleep(end.saturating_duration_since(std::time::Instant::now()));
                wake(door.lock().unwrap().open());
            });
        }
        result
    })
}

#[test]
#[cfg_attr(
    not(all(target_os = "linux", target_arch = "x86_64")),
    ignore = "met by chance only, where nobody can step"
)]
fn time_that_is_over_between_look_and_registration_is_caught() {
    caught(Diagnosis::RegisterRace, || {
        over_at_every_instruction(|duration| timer(duration, true), |()| {});
    });
    passes(|| over_at_every_instruction(|duration| timer(duration, false), |()| {}));
}
