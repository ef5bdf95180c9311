//~ register-race in over_while_registering
//! "Two short locks are better than one long one." When the time ends between them, the thread
//! finds no waker, and nobody looks again.

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
        if self.0.lock().unwrap().over {
            return Poll::Ready("時間経過!".to_string());
        }
        let waker = cx.waker().clone();
        self.0.lock().unwrap().waker = Some(waker);
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        self.0.lock().unwrap().waker = None;
    }
}
