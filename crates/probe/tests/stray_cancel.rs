//! `stray-cancel`: one branch is cut, and the tree falls.

mod support;

use probe::{Diagnosis, demand};
use support::{caught, passes};
use tokio_util::sync::CancellationToken;

mod bad {
    use tokio_util::sync::CancellationToken;

    /// A token for a part of the work: cancelled with the whole, or alone.
    pub fn part_of(whole: &CancellationToken) -> CancellationToken {
        whole.clone()
    }
}

mod good {
    use tokio_util::sync::CancellationToken;

    /// A token for a part of the work: cancelled with the whole, or alone.
    pub fn part_of(whole: &CancellationToken) -> CancellationToken {
        whole.child_token()
    }
}

/// A part is cancelled alone, and another one with the whole.
macro_rules! one_part_is_cancelled {
    ($part_of:path) => {{
        let whole = CancellationToken::new();
        let (one, other) = ($part_of(&whole), $part_of(&whole));
        one.cancel();
        demand(
            !whole.is_cancelled() && !other.is_cancelled(),
            Diagnosis::StrayCancel,
            "one of two parts was cancelled, and the whole with it",
            "二つのうちひとつをキャンセルしたら、全体もキャンセルされました",
        );
        whole.cancel();
        assert!(other.is_cancelled());
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::StrayCancel, || {
        one_part_is_cancelled!(bad::part_of)
    });
}

#[test]
fn good_example_passes() {
    passes(|| one_part_is_cancelled!(good::part_of));
}
