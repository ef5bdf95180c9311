//! What is owned is a closure, and the future calls it when its time has come.

use std::fmt::Display;

async fn after<T>(signal: impl Future<Output = ()>, call: impl FnOnce() -> T) -> T {
    signal.await;
    call()
}

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    after(signal, move || format!("Hello, {name}!"))
}

pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let owned = name.clone();
    let later = after(signal, move || format!("Hello, {owned}!"));
    (format!("Hello, {name}!"), later)
}
