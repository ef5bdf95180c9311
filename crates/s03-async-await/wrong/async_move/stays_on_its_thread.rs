//~ E0277
//! "A boxed future is a future." The box says nothing of `Send`, and what is not said is not known.

use std::fmt::Display;
use std::pin::Pin;

pub fn greet_later<N, S>(name: N, signal: S) -> Pin<Box<dyn Future<Output = String>>>
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    Box::pin(async move {
        signal.await;
        format!("Hello, {name}!")
    })
}

pub fn greet_twice<N, S>(name: &N, signal: S) -> (String, Pin<Box<dyn Future<Output = String>>>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    (format!("Hello, {name}!"), greet_later(name.clone(), signal))
}
