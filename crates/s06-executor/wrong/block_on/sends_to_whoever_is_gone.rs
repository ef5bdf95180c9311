//~ panic in woken_after_the_return_then_nothing_happens
//! "The receiver is there as long as anybody waits." The waker may outlive the wait, and then its
//! call panics in whoever makes it.

use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Poll, Wake};

struct Ring(Sender<()>);

impl Wake for Ring {
    fn wake(self: Arc<Self>) {
        self.0.send(()).expect("somebody listens");
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let (sender, rings) = channel();
    let waker = Arc::new(Ring(sender)).into();
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        rings.recv().expect("this function holds a sender");
        // Three wakes in one poll are one.
        rings.try_iter().for_each(drop);
    }
}
