//! An `async fn` in place of the function that returns a future: the compiler sees for itself that
//! it is `Send`, and owns what it is given.

use std::fmt::Display;

pub async fn greet_later<N, S>(name: N, signal: S) -> String
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    signal.await;
    format!("Hello, {name}!")
}

pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    (format!("Hello, {name}!"), greet_later(name.clone(), signal))
}
