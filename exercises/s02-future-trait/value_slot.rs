//! value_slot: one side puts a value in, the other waits for it.
//! Task and hints: `cargo xtask lesson value_slot`, `cargo xtask hint value_slot`
//! 日本語: exercises/s02-future-trait/value_slot.ja.md

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The setter was dropped without a value.
#[derive(Debug, PartialEq)]
pub struct Closed;

/// Puts the value in, once. Dropped without a value, it closes the slot.
pub struct Setter<T> {
    // TODO: replace this by what the two sides share
    shared: PhantomData<T>,
}

/// Waits for the value.
pub struct WaitFor<T> {
    shared: PhantomData<T>,
}

/// An empty slot, and its two ends.
pub fn slot<T>() -> (Setter<T>, WaitFor<T>) {
    let shared = PhantomData;
    (Setter { shared }, WaitFor { shared })
}

impl<T> Setter<T> {
    /// Puts the value in and wakes whoever waits. Does nothing when nobody waits any more.
    pub fn set(self, value: T) {
        let _ = (value, self.shared);
        todo!("where does the value go, and who must be woken after that?")
    }
}

impl<T> Drop for Setter<T> {
    fn drop(&mut self) {
        // TODO: no value will come any more; who must learn of it?
    }
}

impl<T> Future for WaitFor<T> {
    type Output = Result<T, Closed>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<T, Closed>> {
        let _ = (self.shared, cx.waker());
        todo!("is there a value? if not, who will call the waker, and when?")
    }
}
