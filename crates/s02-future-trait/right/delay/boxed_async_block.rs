//! An async block in a box; the thread that sleeps begins with the first poll, and knows the waker only
//! weakly.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, Weak};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

struct Cell {
    until: Instant,
    waker: Mutex<Option<Waker>>,
}

fn thread_for(cell: Weak<Cell>, duration: Duration) {
    thread::spawn(move || {
        thread::sleep(duration);
        // dropped meanwhile: nobody to tell
        let Some(cell) = cell.upgrade() else { return };
        let waker = cell.waker.lock().unwrap().take();
        drop(cell);
        if let Some(waker) = waker {
            waker.wake();
        }
    });
}

struct Clear(Arc<Cell>);
impl Drop for Clear {
    fn drop(&mut self) {
        let w = self.0.waker.lock().unwrap().take();
        drop(w);
    }
}

pub struct Delay(Pin<Box<dyn Future<Output = String> + Send + Sync>>);

impl Delay {
    pub fn new(duration: Duration) -> Delay {
        Delay(Box::pin(async move {
            if duration != Duration::ZERO {
                let cell = Arc::new(Cell {
                    until: Instant::now() + duration,
                    waker: Mutex::new(None),
                });
                let clear = Clear(cell);
                let mut started = false;
                poll_fn(|cx| {
                    let cell = &clear.0;
                    // register, then look at the clock
                    *cell.waker.lock().unwrap() = Some(cx.waker().clone());
                    if !started {
                        started = true;
                        // the thread sleeps from now on, so until is over when it wakes
                        thread_for(Arc::downgrade(cell), duration);
                    }
                    if Instant::now() < cell.until {
                        Poll::Pending
                    } else {
                        Poll::Ready(())
                    }
                })
                .await;
            }
            "時間経過!".to_owned()
        }))
    }
}

impl Future for Delay {
    type Output = String;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        self.0.as_mut().poll(cx)
    }
}
