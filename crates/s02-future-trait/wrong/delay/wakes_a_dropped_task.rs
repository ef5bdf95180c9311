//~ works-after-drop in dropped_early_then_nothing_happens
//! "Once dropped, nothing is left of a delay." Its thread is left, and in the end it wakes a task
//! that has given up waiting.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

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
            thread::sleep(duration);
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
