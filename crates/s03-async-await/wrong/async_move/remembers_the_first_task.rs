//~ stale-waker in polled_by_another_task_then_that_one_is_woken
//! "Ask once, then wait." The signal is polled the first time only; a task that polls later is never
//! known to it.

use std::fmt::Display;
use std::future::poll_fn;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut signal = Box::pin(signal);
    let woken = Arc::new(Flag::default());
    let mut is_first = true;
    poll_fn(move |cx| {
        if is_first {
            is_first = false;
            *woken.waker.lock().expect("nobody panics with it") = Some(cx.waker().clone());
        } else if !woken.is_set.swap(false, SeqCst) {
            return Poll::Pending;
        }
        let waker = Waker::from(Arc::clone(&woken));
        let poll = signal.as_mut().poll(&mut Context::from_waker(&waker));
        poll.map(|()| greeting(&name))
    })
}

pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    (greeting(name), greet_later(name.clone(), signal))
}

fn greeting(name: &impl Display) -> String {
    format!("Hello, {name}!")
}

#[derive(Default)]
struct Flag {
    is_set: AtomicBool,
    waker: Mutex<Option<Waker>>,
}

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.is_set.store(true, SeqCst);
        let waker = self.waker.lock().expect("nobody panics with it").take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}
