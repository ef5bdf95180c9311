//~ eager-start in renamed_before_the_signal_then_greets_by_the_new_name
//! "The same words twice: clone the text." The second greeting is as old as the first.

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
    let now = greeting(name);
    let later = now.clone();
    let later = async move {
        signal.await;
        later
    };
    (now, later)
}

fn greeting(name: &impl Display) -> String {
    format!("Hello, {name}!")
}
