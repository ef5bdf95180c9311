//~ leaked-memory in dropped_then_all_memory_is_given_back
//~ late-drop in dropped_then_name_and_signal_are_gone
//! "The name must outlive the wait, so nobody may drop it." `ManuallyDrop` keeps what it
//! has from being dropped, also when the future is gone.

use std::fmt::Display;
use std::mem::ManuallyDrop;

pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let name = ManuallyDrop::new(name);
    async move {
        signal.await;
        greeting(&*name)
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
