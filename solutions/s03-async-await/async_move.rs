//! `move` gives the block what it names. What was only lent is cloned first.

use std::fmt::Display;

/// Waits for the signal, and then says `Hello, NAME!`.
#[expect(
    clippy::manual_async_fn,
    reason = "an `async fn` cannot promise to be `Send` and `'static`"
)]
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

/// Says it now, and once more after the signal. The name stays with the caller.
pub fn greet_twice<N, S>(
    name: &N,
    signal: S,
) -> (String, impl Future<Output = String> + Send + use<N, S>)
where
    N: Display + Clone + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    // A block that named `name` itself would own the reference, not the value behind it.
    (greeting(name), greet_later(name.clone(), signal))
}

fn greeting(name: &impl Display) -> String {
    format!("Hello, {name}!")
}
