//~ eager-start in nothing_has_begun_before_the_first_poll
//! "A `String` is `'static`, so print the name into one." It is printed at the call.

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
    (greeting(name), greet_later(name.to_string(), signal))
}

fn greeting(name: &impl Display) -> String {
    format!("Hello, {name}!")
}
