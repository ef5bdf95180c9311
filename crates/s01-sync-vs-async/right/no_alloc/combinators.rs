//! A chain of `then`, and a guard that looks at the count when it is dropped.

use std::cell::Cell;

use futures::FutureExt;
use probe::heap::taken;
use s01_sync_vs_async::digits::{hundreds, ones, tens};

pub fn count_allocs<R>(f: impl FnOnce() -> R) -> (usize, R) {
    struct Until<'c>(&'c Cell<usize>);
    impl Drop for Until<'_> {
        fn drop(&mut self) {
            self.0.set(taken() - self.0.get());
        }
    }
    let count = Cell::new(taken());
    let until = Until(&count);
    let output = f();
    drop(until);
    (count.get(), output)
}

pub fn sum3(a: u64, b: u64, c: u64) -> impl Future<Output = u64> {
    hundreds(a)
        .then(move |a| tens(b).map(move |b| a + b))
        .then(move |ab| ones(c).map(move |c| ab + c))
}
