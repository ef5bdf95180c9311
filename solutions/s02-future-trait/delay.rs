//! A thread for each delay watches the clock; dropping the delay ends the thread.

use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

/// Is ready when its time is over.
pub struct Delay {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    dropped: Condvar,
}

struct State {
    over: bool,
    dropped: bool,
    waker: Option<Waker>,
}

impl Delay {
    /// A delay of `duration`, which begins now.
    pub fn new(duration: Duration) -> Delay {
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                over: false,
                dropped: false,
                waker: None,
            }),
            dropped: Condvar::new(),
        });
        let watched = Arc::clone(&shared);
        // One thread each is easy to read, and dear. A real timer has one thread for all.
        thread::spawn(move || watched.wake_after(duration));
        Delay { shared }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake_after(&self, duration: Duration) {
        let waker = {
            // Not `thread::sleep`: nobody could end that early.
            let (mut state, _) = self
                .dropped
                .wait_timeout_while(self.lock(), duration, |state| !state.dropped)
                .unwrap_or_else(PoisonError::into_inner);
            state.over = true;
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Future for Delay {
    /// Always `"時間経過!"`.
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let mut state = self.shared.lock();
        if state.over {
            return Poll::Ready("時間経過!".to_owned());
        }
        // The thread looks here when the time is over, and so finds the latest waker.
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.dropped = true;
        state.waker = None;
        self.shared.dropped.notify_one();
    }
}
