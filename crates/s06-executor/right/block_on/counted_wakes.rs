//! Wakes are counted under a lock; the thread sleeps until there are more than it has seen.

use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Wake, Waker};

#[derive(Default)]
struct Wakes {
    count: Mutex<u64>,
    more: Condvar,
}

impl Wakes {
    fn count(&self) -> u64 {
        *self.count.lock().unwrap()
    }
}

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        *self.count.lock().unwrap() += 1;
        self.more.notify_all();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let wakes = Arc::new(Wakes::default());
    let waker = Waker::from(Arc::clone(&wakes));
    let mut future = Box::pin(future);
    loop {
        // Before the poll: a wake that comes during the poll is one more.
        let seen = wakes.count();
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        let count = wakes.count.lock().unwrap();
        drop(
            wakes
                .more
                .wait_while(count, |count| *count == seen)
                .unwrap(),
        );
    }
}
