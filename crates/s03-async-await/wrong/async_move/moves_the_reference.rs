//~ E0700
//! "`move` makes it own the name." It moves what is there: a reference, which lives no longer than
//! the caller's name.

use std::fmt::Display;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    async move {
        signal.await;
        greeting(&name)
    }
}

pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let later = async move {
        signal.await;
        greeting(name)
    };
    (greeting(name), later)
}

fn greeting(name: &impl Display) -> String {
    format!("Hello, {name}!")
}
