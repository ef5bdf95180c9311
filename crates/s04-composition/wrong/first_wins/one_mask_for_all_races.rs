//~ wrong-result in two_races_of_three_at_the_same_time_do_not_meet
//! "A bit for each of the three says who was woken." Two races have six futures, and the one that
//! looks first takes the bits of both.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

use futures::StreamExt;
use futures::stream::FuturesUnordered;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

static WOKEN: AtomicUsize = AtomicUsize::new(0);

struct Runner(usize, Mutex<Waker>);

impl Wake for Runner {
    fn wake(self: Arc<Self>) {
        WOKEN.fetch_or(1 << self.0, Ordering::SeqCst);
        let task = self.1.lock().unwrap().clone();
        task.wake();
    }
}

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    FuturesUnordered::from_iter(futures).next().await
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let mut all = vec![a, b, c];
    let runner = |place| Arc::new(Runner(place, Mutex::new(Waker::noop().clone())));
    let runners = [0, 1, 2].map(runner);
    let mut is_new = true;
    let (place, output) = poll_fn(|context| {
        let woken = WOKEN.swap(0, Ordering::SeqCst) | if is_new { 7 } else { 0 };
        is_new = false;
        for (place, future) in all.iter_mut().enumerate() {
            let runner = &runners[place];
            runner.1.lock().unwrap().clone_from(context.waker());
            let waker = Waker::from(Arc::clone(runner));
            if woken & 1 << place != 0
                && let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker))
            {
                return Poll::Ready((place, output));
            }
        }
        Poll::Pending
    })
    .await;
    drop(all.remove(place));
    let Ok(rest) = <[Boxed<T>; 2]>::try_from(all) else {
        unreachable!("two are left of three")
    };
    (output, rest)
}
