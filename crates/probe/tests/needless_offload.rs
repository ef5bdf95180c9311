//! `needless-offload`: the way is longer than the work.

mod support;

use probe::{Diagnosis, demand};
use support::{caught, passes};

mod bad {
    /// Whether a name of so many letters takes part has to be found out on another thread.
    pub fn is_offloaded(letters: usize) -> bool {
        letters > 0
    }
}

mod good {
    /// Whether a name of so many letters takes part has to be found out on another thread.
    pub fn is_offloaded(letters: usize) -> bool {
        letters > 100_000
    }
}

/// A nanosecond a letter.
fn is_worth_it(is_offloaded: fn(usize) -> bool) {
    for letters in [10, 1_000, 1_000_000] {
        demand(
            !is_offloaded(letters) || letters > 100_000,
            Diagnosis::NeedlessOffload,
            format!("{letters} ns of work were sent to another thread"),
            format!("{letters} ns の仕事が別のスレッドへ送られました"),
        );
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::NeedlessOffload, || {
        is_worth_it(bad::is_offloaded)
    });
}

#[test]
fn good_example_passes() {
    passes(|| is_worth_it(good::is_offloaded));
}
