//! `needless-allocation`: a future goes to the heap, and nobody asked for that.

mod support;

use std::pin::pin;
use std::task::{Context, Waker};

use probe::{Diagnosis, heap};
use support::{caught, passes};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

mod bad {
    use futures::future::{BoxFuture, FutureExt};

    /// Twice what `number` says.
    pub fn twice(number: impl Future<Output = u32> + Send + 'static) -> BoxFuture<'static, u32> {
        async move { number.await * 2 }.boxed()
    }
}

mod good {
    /// Twice what `number` says.
    pub async fn twice(number: impl Future<Output = u32>) -> u32 {
        number.await * 2
    }
}

/// Makes the future and polls it once.
#[track_caller]
fn takes_nothing<F: Future>(future: impl FnOnce() -> F) {
    heap::at_most(0, || {
        let mut future = pin!(future());
        let _ = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
    });
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::NeedlessAllocation, || {
        takes_nothing(|| bad::twice(async { 21 }));
    });
}

#[test]
fn good_example_passes() {
    passes(|| takes_nothing(|| good::twice(async { 21 })));
}

#[test]
fn list_that_grows_is_caught() {
    caught(Diagnosis::NeedlessAllocation, || {
        let mut list = Vec::with_capacity(1);
        heap::at_most(0, || list.extend([1, 2]));
    });
}

#[test]
fn what_was_taken_so_far_only_grows() {
    passes(|| {
        let before = heap::taken();
        drop(Box::new(7_u8));
        assert_eq!(heap::taken(), before + 1);
    });
}

#[test]
fn what_was_there_and_other_threads_do_not_count() {
    passes(|| {
        let kept = vec![1, 2, 3];
        heap::at_most(0, || drop(kept));
        let (taken, _) = heap::count(|| {
            std::thread::scope(|scope| {
                let other = scope.spawn(|| heap::count(|| vec![0_u8; 100]).1);
                other.join().unwrap()
            })
        });
        assert_eq!(taken, 1);
    });
}
