//~ unpolled-child in winner_is_not_polled_again
//! "It was polled, so it is no longer woken." It may have been woken once more in that very poll.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

/// One of the futures: whether it was woken, and whom to tell of that.
struct Runner {
    is_woken: AtomicBool,
    task: Mutex<Waker>,
}

impl Wake for Runner {
    fn wake(self: Arc<Self>) {
        self.is_woken.store(true, Ordering::SeqCst);
        let task = self.task.lock().unwrap().clone();
        task.wake();
    }
}

async fn race<T>(mut futures: Vec<Boxed<T>>) -> (T, Vec<Boxed<T>>) {
    let new = |_: &Boxed<T>| {
        let (is_woken, task) = (AtomicBool::new(true), Mutex::new(Waker::noop().clone()));
        Arc::new(Runner { is_woken, task })
    };
    let runners: Vec<_> = futures.iter().map(new).collect();
    let (place, output) = poll_fn(|context| {
        for (place, future) in futures.iter_mut().enumerate() {
            let runner = &runners[place];
            runner.task.lock().unwrap().clone_from(context.waker());
            if runner.is_woken.load(Ordering::SeqCst) {
                let waker = Waker::from(Arc::clone(runner));
                let poll = future.as_mut().poll(&mut Context::from_waker(&waker));
                runner.is_woken.store(false, Ordering::SeqCst);
                if let Poll::Ready(output) = poll {
                    return Poll::Ready((place, output));
                }
            }
        }
        Poll::Pending
    })
    .await;
    drop(futures.remove(place));
    (output, futures)
}

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    match futures.is_empty() {
        true => None,
        false => Some(race(futures).await.0),
    }
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let (output, rest) = race(vec![a, b, c]).await;
    let Ok(rest) = <[Boxed<T>; 2]>::try_from(rest) else {
        unreachable!("two are left of three")
    };
    (output, rest)
}
