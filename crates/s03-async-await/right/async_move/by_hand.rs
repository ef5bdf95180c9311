//! A struct with a field for each thing that it owns.

use std::fmt::Display;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

struct Greeting<N, S> {
    name: N,
    signal: Pin<Box<S>>,
}

// Nothing in it is pinned in place: the signal lies in its box.
impl<N, S> Unpin for Greeting<N, S> {}

impl<N: Display, S: Future<Output = ()>> Future for Greeting<N, S> {
    type Output = String;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<String> {
        ready!(self.signal.as_mut().poll(cx));
        Poll::Ready(format!("Hello, {}!", self.name))
    }
}

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let signal = Box::pin(signal);
    Greeting { name, signal }
}

pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let now = format!("Hello, {name}!");
    (now, greet_later(name.clone(), signal))
}
