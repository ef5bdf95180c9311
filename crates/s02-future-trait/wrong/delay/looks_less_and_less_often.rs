//~ ready-too-late in ready_when_its_time_is_over
//! "Each look at the clock is three times as far from the last, so there are few." The last one may come
//! later than the delay is long.

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
        thread::spawn(move || {
            let mut step = Duration::from_millis(30);
            let when = Instant::now() + duration;
            while Instant::now() < when {
                thread::sleep(step);
                step *= 3;
            }
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
