//~ ready-too-late in short_one_does_not_wait_for_a_long_one
//~ ready-too-late in two_hundred_are_over_together
//! "One thread for all, and it takes them in turn." It sleeps each delay to its end before it looks
//! at the next.

use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex, mpsc};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

#[derive(Default)]
struct State {
    over: bool,
    waker: Option<Waker>,
}

type Shared = Arc<Mutex<State>>;

static QUEUE: LazyLock<mpsc::Sender<(Duration, Shared)>> = LazyLock::new(|| {
    let (sender, receiver) = mpsc::channel::<(Duration, Shared)>();
    thread::spawn(move || {
        for (duration, shared) in receiver {
            thread::sleep(duration);
            let mut state = shared.lock().unwrap();
            state.over = true;
            let waker = state.waker.take();
            drop(state);
            if let Some(waker) = waker {
                waker.wake();
            }
        }
    });
    sender
});

pub struct Delay(Shared);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        let shared = Shared::default();
        let _ = QUEUE.send((duration, shared.clone()));
        Delay(shared)
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
