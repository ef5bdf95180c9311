//! Without a block: the closure owns the name, the combinator the signal.

use std::fmt::Display;

use futures::FutureExt;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    signal.map(move |()| format!("Hello, {name}!"))
}

pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let name = name.clone();
    let now = format!("Hello, {name}!");
    (now, greet_later(name, signal))
}
