//! unpin: what may move after a poll, and what has to stay.
//! Task and hints: `cargo xtask lesson unpin`, `cargo xtask hint unpin`
//! 日本語: exercises/s05-pin/unpin.ja.md

use std::pin::Pin;
use std::task::{Context, Poll};

/// A future that is ready at once, with the value that it was given.
pub struct Given<T>(Option<T>);

/// Makes a future of a value.
pub fn given<T>(value: T) -> Given<T> {
    Given(Some(value))
}

// TODO: may a `Given<T>` move at any time? Does that depend on `T`?

impl<T> Future for Given<T> {
    type Output = T;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        let _ = self.0.is_some();
        todo!("how does the value get out of the pin?")
    }
}

/// Polls a future once. If it is not ready, gives it back.
pub fn try_now<F: Future + Unpin>(future: F, cx: &mut Context<'_>) -> Result<F::Output, F> {
    let _ = (future, cx.waker());
    todo!("a future that may move: what does it take to poll it?")
}

/// The same for any future. From its first poll on it may have to stay where it is.
pub fn try_any<F: Future>(future: F, cx: &mut Context<'_>) -> Result<F::Output, Pin<Box<F>>> {
    let _ = (future, cx.waker());
    todo!("where does it stay, while the result goes back to the caller?")
}
