//~ lost-wake in zero_is_over_at_once
//! "The deadline lies in the future." That of a zero delay does not, and the thread panics before
//! it could wake anybody.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Default)]
struct State {
    over: bool,
    waker: Option<Waker>,
}

pub struct Delay(Arc<Mutex<State>>);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        let state = Arc::new(Mutex::new(State::default()));
        let shared = state.clone();
        let when = Instant::now() + duration;
        thread::spawn(move || {
            let left = when.checked_duration_since(Instant::now());
            thread::sleep(left.expect("the deadline is in the future"));
            let mut state = shared.lock().unwrap();
            state.over = true;
            let waker = state.waker.take();
            drop(state);
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        Delay(state)
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let mut state = self.0.lock().unwrap();
        if state.over {
            return Poll::Ready("時間経過!".to_string());
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        self.0.lock().unwrap().waker = None;
    }
}
