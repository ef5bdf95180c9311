//! An `async fn` owns its arguments; the two functions only call it.

use std::fmt::Display;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    greet(name, signal)
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
    (now, greet(name.clone(), signal))
}

async fn greet<N: Display, S: Future<Output = ()>>(name: N, signal: S) -> String {
    signal.await;
    format!("Hello, {name}!")
}
