//! One thread that owns all the timers; delays talk to it through a channel, and share nothing.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

type Key = (Instant, u64);

enum Message {
    Wake(Key, Waker),
    Forget(Key),
}

static TIMERS: LazyLock<Sender<Message>> = LazyLock::new(|| {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut timers = BTreeMap::<Key, Waker>::new();
        loop {
            let message = match timers.first_key_value() {
                None => receiver.recv().map_err(RecvTimeoutError::from),
                Some((&(at, _), _)) => {
                    receiver.recv_timeout(at.saturating_duration_since(Instant::now()))
                }
            };
            match message {
                Ok(Message::Wake(key, waker)) => {
                    timers.insert(key, waker);
                }
                Ok(Message::Forget(key)) => {
                    timers.remove(&key);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let now = Instant::now();
            while let Some(first) = timers.first_entry()
                && first.key().0 <= now
            {
                first.remove().wake();
            }
        }
    });
    sender
});

pub struct Delay {
    key: Key,
}

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        static IDS: AtomicU64 = AtomicU64::new(0);
        Delay {
            key: (
                Instant::now() + duration,
                IDS.fetch_add(1, Ordering::Relaxed),
            ),
        }
    }
}

impl Future for Delay {
    type Output = String;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        if self.key.0 <= Instant::now() {
            return Poll::Ready("時間経過!".to_owned());
        }
        let _ = TIMERS.send(Message::Wake(self.key, cx.waker().clone()));
        Poll::Pending
    }
}

impl Drop for Delay {
    fn drop(&mut self) {
        let _ = TIMERS.send(Message::Forget(self.key));
    }
}
