//~ lost-wake in pending_then_signal_then_woken_then_greets
//! "Look whether it is there, else come back later." The signal was given a waker that wakes nobody.

use futures::FutureExt;
use std::fmt::Display;
use std::future::poll_fn;
use std::task::Poll;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut signal = Box::pin(signal);
    poll_fn(move |_| match signal.as_mut().now_or_never() {
        Some(()) => Poll::Ready(greeting(&name)),
        None => Poll::Pending,
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
