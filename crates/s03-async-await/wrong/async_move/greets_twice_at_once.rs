//~ eager-start in nothing_has_begun_before_the_first_poll
//! "`ready` is a future too." Its output is made before it is, and it waits for no signal.

use std::fmt::Display;
use std::future::ready;

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
    let later = ready(greeting(name));
    let later = async move {
        signal.await;
        later.await
    };
    (greeting(name), later)
}

fn greeting(name: &impl Display) -> String {
    format!("Hello, {name}!")
}
