//! `double-cleanup`: closed, and then dropped.

mod support;

use std::cell::Cell;

use probe::{Diagnosis, demand};
use support::{caught, passes};

mod bad {
    /// Something that is given back with `release`.
    pub struct Lease<F: FnMut()> {
        release: F,
    }

    impl<F: FnMut()> Lease<F> {
        /// Before it is given back.
        pub fn new(release: F) -> Lease<F> {
            Lease { release }
        }

        /// Gives it back.
        pub fn close(mut self) {
            (self.release)();
        }
    }

    impl<F: FnMut()> Drop for Lease<F> {
        fn drop(&mut self) {
            (self.release)();
        }
    }
}

mod good {
    /// Something that is given back with `release`.
    pub struct Lease<F: FnMut()> {
        release: Option<F>,
    }

    impl<F: FnMut()> Lease<F> {
        /// Before it is given back.
        pub fn new(release: F) -> Lease<F> {
            let release = Some(release);
            Lease { release }
        }

        /// Gives it back.
        pub fn close(self) {
            // The drop at the end of this call does it.
        }
    }

    impl<F: FnMut()> Drop for Lease<F> {
        fn drop(&mut self) {
            if let Some(mut release) = self.release.take() {
                release();
            }
        }
    }
}

/// It is closed, and so dropped as well.
macro_rules! closed_once {
    ($lease:ident) => {{
        let count = Cell::new(0);
        $lease::Lease::new(|| count.set(count.get() + 1)).close();
        drop($lease::Lease::new(|| count.set(count.get() + 1)));
        let count = count.get();
        demand(
            count == 2,
            Diagnosis::DoubleCleanup,
            format!("two leases; releases: {count}"),
            format!("リースは 2 個、解放は {count} 回です"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::DoubleCleanup, || closed_once!(bad));
}

#[test]
fn good_example_passes() {
    passes(|| closed_once!(good));
}
