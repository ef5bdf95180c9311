//! An enum that cannot hold a zero, in a struct that is not `Unpin`.

use std::marker::PhantomPinned;
use std::num::NonZeroU32;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project::pin_project;

enum State {
    Counting(NonZeroU32),
    Zero,
}

#[pin_project]
pub struct Countdown {
    state: State,
    #[pin]
    _stay: PhantomPinned,
}

impl Countdown {
    pub fn new(left: u32) -> Countdown {
        let state = NonZeroU32::new(left).map_or(State::Zero, State::Counting);
        Countdown {
            state,
            _stay: PhantomPinned,
        }
    }
}

impl Future for Countdown {
    type Output = &'static str;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<&'static str> {
        let this = self.project();
        let State::Counting(n) = this.state else {
            return Poll::Ready("liftoff");
        };
        let next = NonZeroU32::new(n.get() - 1);
        *this.state = next.map_or(State::Zero, State::Counting);
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}
