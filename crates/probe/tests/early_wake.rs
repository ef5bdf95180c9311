//! `early-wake`: the waker is called, and the result comes after that.

mod support;

use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use futures::task::AtomicWaker;
use probe::{Diagnosis, InlineTask, Probe, demand};
use support::{caught, passes};

mod bad {
    use std::sync::Mutex;

    use futures::task::AtomicWaker;

    /// Puts a letter into the box of a task that waits for one.
    pub fn deliver(letter: u32, letter_box: &Mutex<Option<u32>>, waiting: &AtomicWaker) {
        waiting.wake();
        *letter_box.lock().unwrap() = Some(letter);
    }
}

mod good {
    use std::sync::Mutex;

    use futures::task::AtomicWaker;

    /// Puts a letter into the box of a task that waits for one.
    pub fn deliver(letter: u32, letter_box: &Mutex<Option<u32>>, waiting: &AtomicWaker) {
        *letter_box.lock().unwrap() = Some(letter);
        waiting.wake();
    }
}

type Deliver = fn(u32, &Mutex<Option<u32>>, &AtomicWaker);

#[derive(Default)]
struct Shared {
    letter_box: Mutex<Option<u32>>,
    waiting: AtomicWaker,
}

impl Shared {
    fn poll(&self, cx: &Context<'_>) -> Poll<u32> {
        self.waiting.register(cx.waker());
        match self.letter_box.lock().unwrap().take() {
            Some(letter) => Poll::Ready(letter),
            None => Poll::Pending,
        }
    }
}

fn polled_while_the_waker_is_called(deliver: Deliver) {
    let shared = Arc::<Shared>::default();
    let waits = Arc::clone(&shared);
    let mut probe = Probe::new(poll_fn(move |cx| waits.poll(cx)));
    let letter =
        probe.event_seen_from_wake(move || deliver(7, &shared.letter_box, &shared.waiting));
    assert_eq!(letter, 7);
}

fn polled_inside_the_call(deliver: Deliver) {
    let shared = Arc::<Shared>::default();
    let waits = Arc::clone(&shared);
    let task = InlineTask::start(poll_fn(move |cx| waits.poll(cx)));
    deliver(7, &shared.letter_box, &shared.waiting);
    demand(
        task.polls_in_vain() == 0 && task.output() == Some(7),
        Diagnosis::EarlyWake,
        "the task was polled inside the call of its waker, and found nothing",
        "waker の呼び出しの中でタスクがポーリングされましたが、何も見つかりませんでした",
    );
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::EarlyWake, || {
        polled_while_the_waker_is_called(bad::deliver);
    });
    caught(Diagnosis::EarlyWake, || {
        polled_inside_the_call(bad::deliver)
    });
}

#[test]
fn good_example_passes() {
    passes(|| polled_while_the_waker_is_called(good::deliver));
    passes(|| polled_inside_the_call(good::deliver));
}

#[test]
fn woken_early_and_once_more_is_caught() {
    let twice: Deliver = |letter, letter_box, waiting| {
        waiting.wake();
        good::deliver(letter, letter_box, waiting);
    };
    caught(Diagnosis::EarlyWake, || {
        polled_while_the_waker_is_called(twice);
    });
    caught(Diagnosis::EarlyWake, || polled_inside_the_call(twice));
}

#[test]
fn woken_in_time_and_once_more_passes() {
    let twice: Deliver = |letter, letter_box, waiting| {
        good::deliver(letter, letter_box, waiting);
        waiting.wake();
    };
    passes(|| polled_while_the_waker_is_called(twice));
    passes(|| polled_inside_the_call(twice));
}

#[test]
fn woken_with_the_lock_held_passes() {
    // A mistake, but another one; the poll waits for the lock and then finds the letter.
    passes(|| {
        polled_while_the_waker_is_called(|letter, letter_box, waiting| {
            let mut letter_box = letter_box.lock().unwrap();
            waiting.wake();
            *letter_box = Some(letter);
        });
    });
}
