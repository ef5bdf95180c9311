//~ late-drop in dropped_in_the_middle_and_what_it_waits_for_with_it
//~ late-drop in dropped_at_either_end_and_what_it_waited_for_with_it
//! "What is ready has nothing left to drop." It has all that it owns.

use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::{FutureExt, TryFutureExt};
use s04_composition::steps::{add_ten, seen, store};

pub fn pipeline<F: Future<Output = u32>>(f: F) -> impl Future<Output = Result<u32, String>> {
    let (f, is_done) = (ManuallyDrop::new(f), false);
    Number { f, is_done }
        .map(|number| number * 2)
        .inspect(|&twice| seen(twice))
        .then(add_ten)
        .map(|sum| {
            if sum > 100 {
                Err(format!("{sum} is more than 100"))
            } else {
                Ok(sum)
            }
        })
        .and_then(store)
}

struct Number<F> {
    f: ManuallyDrop<F>,
    is_done: bool,
}

impl<F: Future> Future for Number<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // SAFETY: `f` is pinned with the whole, and dropped in its place or not at all.
        let number = unsafe { self.get_unchecked_mut() };
        let poll = unsafe { Pin::new_unchecked(&mut *number.f) }.poll(context);
        number.is_done = poll.is_ready();
        poll
    }
}

impl<F> Drop for Number<F> {
    fn drop(&mut self) {
        if !self.is_done {
            // SAFETY: this is the only drop.
            unsafe { ManuallyDrop::drop(&mut self.f) }
        }
    }
}
