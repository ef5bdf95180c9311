//! `moved-after-poll`: polled in one place, and used in another.

mod support;

use std::cell::Cell;
use std::future::poll_fn;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use probe::{Diagnosis, demand};
use support::{caught, passes};

mod bad {
    use std::pin::Pin;
    use std::task::Context;

    /// Polls a future once and hands it on.
    pub fn begin<F: Future>(mut future: F, cx: &mut Context<'_>) -> F {
        let pinned = unsafe { Pin::new_unchecked(&mut future) };
        let _ = pinned.poll(cx);
        future
    }
}

mod good {
    use std::pin::Pin;
    use std::task::Context;

    /// Polls a future once and hands it on.
    pub fn begin<F: Future>(future: F, cx: &mut Context<'_>) -> Pin<Box<F>> {
        let mut pinned = Box::pin(future);
        let _ = pinned.as_mut().poll(cx);
        pinned
    }
}

/// Remembers where it was polled first, and whether it was elsewhere when it was dropped.
struct Lying {
    place: Option<usize>,
    moved: Rc<Cell<bool>>,
    _pinned: PhantomPinned,
}

impl Lying {
    fn new(moved: &Rc<Cell<bool>>) -> Lying {
        Lying {
            place: None,
            moved: Rc::clone(moved),
            _pinned: PhantomPinned,
        }
    }
}

impl Future for Lying {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        let here = std::ptr::from_ref(&*self).addr();
        // SAFETY: a field is written, and nothing is moved.
        unsafe { self.get_unchecked_mut() }.place = Some(here);
        Poll::Pending
    }
}

impl Drop for Lying {
    fn drop(&mut self) {
        let here = std::ptr::from_ref(&*self).addr();
        self.moved
            .set(self.place.is_some_and(|place| place != here));
    }
}

/// What is handed on is put into a box of its own, and dropped there.
fn stays<H>(begin: impl Fn(Lying, &mut Context<'_>) -> H) {
    let moved = Rc::new(Cell::new(false));
    let mut context = Context::from_waker(Waker::noop());
    drop(Box::new(begin(Lying::new(&moved), &mut context)));
    demand(
        !moved.get(),
        Diagnosis::MovedAfterPoll,
        "a future was polled in one place, and dropped in another",
        "Future は、ある場所でポーリングされた後、別の場所でドロップされました",
    );
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::MovedAfterPoll, || stays(bad::begin));
}

#[test]
fn good_example_passes() {
    passes(|| stays(good::begin));
}

#[test]
fn moved_before_the_first_poll_passes() {
    passes(|| stays(|future, cx| good::begin(*Box::new(future), cx)));
    passes(|| {
        let moved = poll_fn(|_| Poll::Ready(7));
        let mut boxed = Box::pin(moved);
        let mut context = Context::from_waker(Waker::noop());
        assert_eq!(boxed.as_mut().poll(&mut context), Poll::Ready(7));
    });
}
