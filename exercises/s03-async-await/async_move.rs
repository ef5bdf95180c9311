//! async_move: a future that owns what it needs.
//! Task and hints: `cargo xtask lesson async_move`, `cargo xtask hint async_move`
//! 日本語: exercises/s03-async-await/async_move.ja.md

use std::fmt::Display;

/// Waits for the signal, and then says `Hello, NAME!`.
pub fn greet_later<N, S>(name: N, signal: S) -> impl Future<Output = String> + Send + 'static
where
    N: Display + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let _ = (name, signal);
    async { todo!("who owns the name while the future waits?") }
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
    let _ = (name, signal);
    let later = async { todo!("what can the future own, when the name is only lent?") };
    (String::new(), later)
}
