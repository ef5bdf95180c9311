//! `never-returns`: everything is done, and the executor waits for more.

mod support;

use probe::Diagnosis;
use probe::executor::{End, Running};
use support::{caught, passes};

mod bad {
    use std::sync::mpsc::{Receiver, Sender};

    pub type Task = Box<dyn FnOnce() + Send>;

    pub struct Executor {
        pub spawner: Sender<Task>,
        pub queue: Receiver<Task>,
    }

    impl Executor {
        /// Runs what is spawned; returns when nothing is left that could spawn.
        pub fn run(self) {
            for task in &self.queue {
                task();
            }
        }
    }
}

mod good {
    use std::sync::mpsc::{Receiver, Sender};

    pub type Task = Box<dyn FnOnce() + Send>;

    pub struct Executor {
        pub spawner: Sender<Task>,
        pub queue: Receiver<Task>,
    }

    impl Executor {
        /// Runs what is spawned; returns when nothing is left that could spawn.
        pub fn run(self) {
            drop(self.spawner);
            for task in &self.queue {
                task();
            }
        }
    }
}

/// An executor that has one task, and one more that the first one spawns.
macro_rules! run {
    ($module:ident) => {
        Running::start(|| {
            let (spawner, queue) = std::sync::mpsc::channel();
            let executor = $module::Executor { spawner, queue };
            let inside = executor.spawner.clone();
            let first = move || inside.send(Box::new(|| ())).unwrap();
            executor.spawner.send(Box::new(first)).unwrap();
            executor.run();
        })
    };
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::NeverReturns, || {
        run!(bad).end(Diagnosis::NeverReturns);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        assert_eq!(run!(good).end(Diagnosis::NeverReturns), End::Returned);
    });
}

#[test]
fn spinning_for_ever_is_caught() {
    caught(Diagnosis::NeverReturns, || {
        let call = Running::start(|| {
            loop {
                std::thread::yield_now();
            }
        });
        call.end(Diagnosis::NeverReturns);
    });
}

#[test]
fn panic_is_an_end_too() {
    passes(|| {
        let call = Running::start(|| panic!("this panic belongs to the test"));
        assert!(matches!(
            call.end(Diagnosis::NeverReturns),
            End::Panicked(_)
        ));
    });
}
