//! `register-race`: what happens between the look and the registration is lost.

mod support;

use std::future::{pending, poll_fn};
use std::hint::spin_loop;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use futures::task::AtomicWaker;
use probe::{Child, Diagnosis, Probe, at_every_instruction, race_in_rounds};
use support::{caught, passes};

mod bad {
    use std::sync::Mutex;
    use std::task::{Context, Poll, Waker};

    /// Whoever opens the door sets `open`, takes the waker out, and calls it.
    #[derive(Default)]
    pub struct Door {
        pub open: bool,
        pub waker: Option<Waker>,
    }

    /// Waits until the door is open.
    pub fn poll_open(door: &Mutex<Door>, cx: &Context<'_>) -> Poll<()> {
        if door.lock().unwrap().open {
            return Poll::Ready(());
        }
        door.lock().unwrap().waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

mod good {
    use std::sync::Mutex;
    use std::task::{Context, Poll, Waker};

    /// Whoever opens the door sets `open`, takes the waker out, and calls it.
    #[derive(Default)]
    pub struct Door {
        pub open: bool,
        pub waker: Option<Waker>,
    }

    /// Waits until the door is open.
    pub fn poll_open(door: &Mutex<Door>, cx: &Context<'_>) -> Poll<()> {
        let mut door = door.lock().unwrap();
        if door.open {
            return Poll::Ready(());
        }
        door.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

/// A door that is opened in the middle of the first poll.
macro_rules! opened_in_between {
    ($module:ident) => {
        let door = Arc::new(Mutex::new($module::Door::default()));
        let waits = Arc::clone(&door);
        let mut probe = Probe::new(poll_fn(move |cx| $module::poll_open(&waits, cx)));
        probe.event_while_registering(move || {
            let waker = {
                let mut door = door.lock().unwrap();
                door.open = true;
                door.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        });
    };
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::RegisterRace, || {
        opened_in_between!(bad);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        opened_in_between!(good);
    });
}

#[test]
fn registered_then_looked_at_an_atomic_flag_passes() {
    passes(|| {
        let shared = Arc::new((AtomicBool::new(false), AtomicWaker::new()));
        let waits = Arc::clone(&shared);
        let mut probe = Probe::new(poll_fn(move |cx| {
            waits.1.register(cx.waker());
            if waits.0.load(Ordering::Acquire) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        }));
        probe.event_while_registering(move || {
            shared.0.store(true, Ordering::Release);
            shared.1.wake();
        });
    });
}

/// A flag and a waker side by side, and no lock over both.
#[derive(Default)]
struct Flag(AtomicBool, AtomicWaker);

impl Flag {
    fn raise(&self) {
        self.0.store(true, Ordering::SeqCst);
        self.1.wake();
    }

    fn is_raised(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    fn ready(raised: bool) -> Poll<()> {
        if raised {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    }

    fn look_then_register(&self, cx: &Context<'_>) -> Poll<()> {
        let raised = self.is_raised();
        if !raised {
            self.1.register(cx.waker());
        }
        Flag::ready(raised)
    }

    fn register_then_look(&self, cx: &Context<'_>) -> Poll<()> {
        self.1.register(cx.waker());
        Flag::ready(self.is_raised())
    }

    /// The first poll is right, and each one after it is not.
    fn register_only_once(&self, cx: &Context<'_>, polls: &mut usize) -> Poll<()> {
        *polls += 1;
        if *polls == 1 {
            self.register_then_look(cx)
        } else {
            self.look_then_register(cx)
        }
    }
}

/// A flag that is raised at every instruction of a poll, and polled at every instruction of that.
fn raised_at_every_instruction(
    poll: impl Fn(&Flag, &Context<'_>, &mut usize) -> Poll<()> + Copy + Send + 'static,
) {
    let make = || {
        let flag = Arc::new(Flag::default());
        let raises = Arc::clone(&flag);
        let mut polls = 0;
        let wait = move || poll_fn(move |cx| poll(&flag, cx, &mut polls));
        (wait, move || raises.raise())
    };
    at_every_instruction(make, |()| {});
}

#[test]
#[cfg_attr(
    not(all(target_os = "linux", target_arch = "x86_64")),
    ignore = "met by chance only, where nobody can step"
)]
fn gap_of_a_few_instructions_is_caught() {
    caught(Diagnosis::RegisterRace, || {
        raised_at_every_instruction(|flag, cx, _| flag.look_then_register(cx));
    });
    passes(|| raised_at_every_instruction(|flag, cx, _| flag.register_then_look(cx)));
}

#[test]
#[cfg_attr(
    not(all(target_os = "linux", target_arch = "x86_64")),
    ignore = "met by chance only, where nobody can step"
)]
fn place_is_named() {
    let looks_first = || raised_at_every_instruction(|flag, cx, _| flag.look_then_register(cx));
    let message = probe::panics::caught(looks_first).expect_err("an event is lost");
    assert!(message.contains("`Flag::look_then_register`"), "{message}");
}

#[test]
#[cfg_attr(
    not(all(target_os = "linux", target_arch = "x86_64")),
    ignore = "met by chance only, where nobody can step"
)]
fn gap_in_a_later_poll_is_caught() {
    caught(Diagnosis::RegisterRace, || {
        raised_at_every_instruction(Flag::register_only_once);
    });
}

#[test]
#[cfg_attr(
    not(all(target_os = "linux", target_arch = "x86_64")),
    ignore = "met by chance only, where nobody can step"
)]
fn poll_that_gives_up_while_the_event_holds_the_lock_is_caught() {
    fn tried(door: &Mutex<good::Door>, cx: &Context<'_>) -> Poll<()> {
        match door.try_lock() {
            Ok(mut door) if !door.open => {
                door.waker = Some(cx.waker().clone());
                Poll::Pending
            }
            Ok(_) => Poll::Ready(()),
            Err(_) => Poll::Pending,
        }
    }
    fn opened(poll: fn(&Mutex<good::Door>, &Context<'_>) -> Poll<()>) {
        let make = || {
            let door = Arc::new(Mutex::new(good::Door::default()));
            let opens = Arc::clone(&door);
            let open = move || {
                let waker = {
                    let mut door = opens.lock().unwrap();
                    door.open = true;
                    door.waker.take()
                };
                if let Some(waker) = waker {
                    waker.wake();
                }
            };
            (move || poll_fn(move |cx| poll(&door, cx)), open)
        };
        at_every_instruction(make, |()| {});
    }
    caught(Diagnosis::RegisterRace, || opened(tried));
    passes(|| opened(good::poll_open));
}

#[test]
fn no_wake_without_a_race_is_a_lost_wake() {
    caught(Diagnosis::LostWake, || {
        at_every_instruction(|| (pending::<()>, || {}), |()| {});
    });
}

#[test]
fn event_that_sleeps_is_no_race() {
    caught(Diagnosis::BlockedExecutor, || {
        let (child, view) = Child::waiting();
        Probe::new(child).event_while_registering(move || {
            view.finish(());
            thread::sleep(Duration::from_secs(8));
        });
    });
    caught(Diagnosis::BlockedExecutor, || {
        let sleeps = || thread::sleep(Duration::from_secs(8));
        race_in_rounds(vec![(pending::<()>(), sleeps)]);
    });
}

#[test]
fn event_that_never_ends_is_no_race() {
    caught(Diagnosis::EndlessPoll, || {
        let (child, view) = Child::waiting();
        Probe::new(child).event_seen_from_wake(move || {
            view.finish(());
            loop {
                spin_loop();
            }
        });
    });
    caught(Diagnosis::Deadlock, || {
        let (child, _view) = Child::<()>::waiting();
        Probe::new(child).event_seen_from_wake(thread::park);
    });
}

#[test]
fn panic_of_the_event_is_its_own() {
    let panics = || panic!("the hinge broke");
    let message = probe::panics::caught(|| {
        let (child, _view) = Child::<()>::waiting();
        Probe::new(child).event_while_registering(panics);
    });
    assert_eq!(message, Err("the hinge broke".to_owned()));
    let message = probe::panics::caught(|| race_in_rounds(vec![(pending::<()>(), panics)]));
    assert_eq!(message, Err("the hinge broke".to_owned()));
}

#[test]
fn no_wake_in_a_round_is_caught() {
    caught(Diagnosis::RegisterRace, || {
        race_in_rounds(vec![(pending::<()>(), || {})]);
    });
}

#[test]
fn thousand_rounds_pass() {
    passes(|| {
        let pairs = (0..1000).map(|_| {
            let (child, view) = Child::waiting();
            (child, move || view.finish(7))
        });
        assert_eq!(race_in_rounds(pairs.collect()), [7; 1000]);
    });
}
