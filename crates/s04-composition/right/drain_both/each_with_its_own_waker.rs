//! Each of the two has a waker of its own, and is polled only when that one was called.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

use futures::FutureExt;
use futures::task::AtomicWaker;
use s04_composition::log::Log;

struct Half {
    is_woken: AtomicBool,
    task: AtomicWaker,
}

impl Half {
    fn new() -> Arc<Half> {
        let (is_woken, task) = (AtomicBool::new(true), AtomicWaker::new());
        Arc::new(Half { is_woken, task })
    }
}

impl Wake for Half {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, Ordering::SeqCst);
        self.task.wake();
    }
}

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a.fuse()), pin!(b.fuse()));
    let (of_a, of_b) = (Half::new(), Half::new());
    let mut left = 2;
    poll_fn(|context| {
        of_a.task.register(context.waker());
        of_b.task.register(context.waker());
        let is_woken = of_a.is_woken.swap(false, Ordering::SeqCst);
        let waker = Waker::from(Arc::clone(&of_a));
        if is_woken && a.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            left -= 1;
            log.write("a");
        }
        let is_woken = of_b.is_woken.swap(false, Ordering::SeqCst);
        let waker = Waker::from(Arc::clone(&of_b));
        if is_woken && b.as_mut().poll(&mut Context::from_waker(&waker)).is_ready() {
            left -= 1;
            log.write("b");
        }
        if left == 0 {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}
