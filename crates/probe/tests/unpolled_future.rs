//! `unpolled-future`: made, dropped, and never polled.

mod support;

use std::cell::Cell;

use probe::{Child, Diagnosis, demand, program};
use support::{caught, passes};

#[expect(clippy::let_underscore_future, reason = "that is the mistake")]
mod bad {
    /// Saves every page.
    pub async fn save_all<F: Future>(pages: &[u32], save: impl Fn(u32) -> F) {
        for &page in pages {
            let _ = save(page);
        }
    }
}

mod good {
    use futures::future::join_all;

    /// Saves every page.
    pub async fn save_all<F: Future>(pages: &[u32], save: impl Fn(u32) -> F) {
        join_all(pages.iter().map(|&page| save(page))).await;
    }
}

/// Asks that what was made was polled.
macro_rules! saves {
    ($save_all:path) => {{
        let polls = Cell::new(0);
        program::run(|| async {
            $save_all(&[1, 2], |_| {
                let (child, view) = Child::yielding(1, ());
                let polls = &polls;
                async move {
                    polls.set(polls.get() + 1);
                    child.await;
                    drop(view);
                }
            })
            .await;
        });
        let polled = polls.get();
        demand(
            polled == 2,
            Diagnosis::UnpolledFuture,
            format!("futures made: 2; polled: {polled}"),
            format!("作られた Future は 2 個、ポーリングされたのは {polled} 個です"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::UnpolledFuture, || saves!(bad::save_all));
}

#[test]
fn good_example_passes() {
    passes(|| saves!(good::save_all));
}
