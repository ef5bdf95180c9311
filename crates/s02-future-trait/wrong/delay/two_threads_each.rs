//~ thread-per-poll in two_hundred_do_not_start_more_threads
//! "One thread watches the clock, another one wakes the task." Two sleepers where one is enough.

use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

#[derive(Default)]
struct State {
    over: bool,
    dropped: bool,
    waker: Option<Waker>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

pub struct Delay(Arc<Shared>);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        let shared = Arc::new(Shared::default());
        let clock = shared.clone();
        thread::spawn(move || {
            thread::sleep(duration);
            clock.state.lock().unwrap().over = true;
            clock.changed.notify_all();
        });
        let waking = shared.clone();
        thread::spawn(move || {
            let state = waking.state.lock().unwrap();
            let waiting = |state: &mut State| !state.over && !state.dropped;
            let mut state = waking.changed.wait_while(state, waiting).unwrap();
            let waker = state.waker.take();
            drop(state);
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        Delay(shared)
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let mut state = self.0.state.lock().unwrap();
        if state.over {
            return Poll::Ready("時間経過!".to_string());
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        let mut state = self.0.state.lock().unwrap();
        state.waker = None;
        state.dropped = true;
        self.0.changed.notify_all();
    }
}
