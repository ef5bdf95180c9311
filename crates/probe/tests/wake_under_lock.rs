//! `wake-under-lock`: the task may be polled inside the call of its waker, and needs the lock.

mod support;

use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::Poll;

use futures::task::AtomicWaker;
use probe::{Diagnosis, InlineTask, watch};
use support::{caught, passes};

mod bad {
    use std::sync::Mutex;

    use futures::task::AtomicWaker;

    /// Puts a letter into the box of a task that waits for one.
    pub fn deliver(letter: u32, letter_box: &Mutex<Option<u32>>, waiting: &AtomicWaker) {
        let mut letter_box = letter_box.lock().unwrap();
        *letter_box = Some(letter);
        waiting.wake();
    }
}

mod good {
    use std::sync::Mutex;

    use futures::task::AtomicWaker;

    /// Puts a letter into the box of a task that waits for one.
    pub fn deliver(letter: u32, letter_box: &Mutex<Option<u32>>, waiting: &AtomicWaker) {
        let mut letter_box = letter_box.lock().unwrap();
        *letter_box = Some(letter);
        drop(letter_box);
        waiting.wake();
    }
}

fn polled_inside_the_call(deliver: fn(u32, &Mutex<Option<u32>>, &AtomicWaker)) {
    let shared = Arc::new((Mutex::new(None), AtomicWaker::new()));
    let waits = Arc::clone(&shared);
    let task = InlineTask::start(poll_fn(move |cx| {
        waits.1.register(cx.waker());
        match waits.0.lock().unwrap().take() {
            Some(letter) => Poll::Ready(letter),
            None => Poll::Pending,
        }
    }));
    watch(Diagnosis::WakeUnderLock, || {
        deliver(7, &shared.0, &shared.1)
    });
    assert_eq!(task.output(), Some(7));
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::WakeUnderLock, || {
        polled_inside_the_call(bad::deliver);
    });
}

#[test]
fn good_example_passes() {
    passes(|| polled_inside_the_call(good::deliver));
}

#[test]
fn lock_that_the_task_does_not_need_passes() {
    passes(|| {
        polled_inside_the_call(|letter, letter_box, waiting| {
            let another = Mutex::new(());
            let _guard = another.lock().unwrap();
            good::deliver(letter, letter_box, waiting);
        });
    });
}
