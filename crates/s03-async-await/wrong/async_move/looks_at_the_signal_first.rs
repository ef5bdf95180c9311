//~ eager-start in nothing_has_begun_before_the_first_poll
//! "If the signal is there already, there is nothing to wait for." Whoever makes the future has not
//! asked for anything yet.

use futures::FutureExt;
use std::fmt::Display;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let mut signal = Box::pin(signal);
    let is_there = signal.as_mut().now_or_never().is_some();
    async move {
        if !is_there {
            signal.await;
        }
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
    (greeting(name), greet_later(name.clone(), signal))
}

fn greeting(name: &impl Display) -> String {
    format!("Hello, {name}!")
}
