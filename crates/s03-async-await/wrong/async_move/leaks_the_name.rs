//~ leaked-memory in dropped_then_all_memory_is_given_back
//~ late-drop in dropped_then_name_and_signal_are_gone
//! "The compiler asks for `'static`, and `Box::leak` gives it." Each greeting leaves a name behind.

use std::fmt::Display;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let name: &'static mut N = Box::leak(Box::new(name));
    async move {
        signal.await;
        greeting(name)
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
