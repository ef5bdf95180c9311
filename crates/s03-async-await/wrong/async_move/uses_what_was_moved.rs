//~ E0382
//! "Make the future first, then the greeting that is due at once." The block has taken the name
//! along.

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
    let name = name.clone();
    let later = greet_later(name, signal);
    (greeting(&name), later)
}

fn greeting(name: &impl Display) -> String {
    format!("Hello, {name}!")
}
