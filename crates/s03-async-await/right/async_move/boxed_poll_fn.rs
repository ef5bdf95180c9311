//! `poll_fn` over boxed parts; `greet_twice` comes first, and the type of the future is hidden.

use std::fmt::Display;
use std::future::poll_fn;
use std::pin::Pin;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    later(name, signal)
}

pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let now = ["Hello, ", &name.to_string(), "!"].concat();
    (now, later(name.clone(), signal))
}

fn later<N, S>(name: N, signal: S) -> Pin<Box<dyn Future<Output = String> + Send>>
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut signal = Box::pin(signal);
    Box::pin(poll_fn(move |cx| {
        let poll = signal.as_mut().poll(cx);
        poll.map(|()| ["Hello, ", &name.to_string(), "!"].concat())
    }))
}
