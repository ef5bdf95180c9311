//~ blocking-poll in first_poll_does_not_wait
//! "Five milliseconds, so that the thread may finish." Each poll holds up its own thread as long.

use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

#[derive(Default)]
struct S {
    over: bool,
    dropped: bool,
    waker: Option<Waker>,
}

pub struct Delay(Arc<(Mutex<S>, Condvar)>);

impl Delay {
    pub fn new(d: Duration) -> Delay {
        let s: Arc<(Mutex<S>, Condvar)> = Arc::default();
        let t = s.clone();
        thread::spawn(move || {
            let (mut g, _) =
                t.1.wait_timeout_while(t.0.lock().unwrap(), d, |s| !s.dropped)
                    .unwrap();
            g.over = true;
            t.1.notify_all();
            let w = g.waker.take();
            drop(g);
            if let Some(w) = w {
                w.wake();
            }
        });
        Delay(s)
    }
}

impl Future for Delay {
    type Output = String;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        let mut g = self.0.0.lock().unwrap();
        g = self
            .0
            .1
            .wait_timeout_while(g, Duration::from_millis(5), |s| !s.over)
            .unwrap()
            .0;
        if g.over {
            return Poll::Ready("時間経過!".into());
        }
        g.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        let mut g = self.0.0.lock().unwrap();
        g.dropped = true;
        g.waker = None;
        self.0.1.notify_all();
    }
}
