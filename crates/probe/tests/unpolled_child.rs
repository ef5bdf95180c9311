//! `unpolled-child`: woken, and left lying while its owner waits for something else.

mod support;

use std::time::Duration;

use probe::{Diagnosis, Prompt, Promptness, program};
use support::{caught, passes};

mod bad {
    use futures::stream::{StreamExt, iter};

    /// Fetches two at a time, and stores each.
    pub async fn copy<F: Future, S: Future>(fetches: Vec<F>, store: impl Fn(F::Output) -> S) {
        let mut fetched = iter(fetches).buffered(2);
        while let Some(item) = fetched.next().await {
            store(item).await;
        }
    }
}

mod good {
    use futures::stream::{StreamExt, iter};

    /// Fetches two at a time, and stores each.
    pub async fn copy<F: Future, S: Future>(fetches: Vec<F>, store: impl Fn(F::Output) -> S) {
        let store = &store;
        let copies = fetches.into_iter().map(|fetch| async move {
            store(fetch.await).await;
        });
        iter(copies).buffered(2).for_each(|()| async {}).await;
    }
}

fn fetches(promptness: &Promptness) -> Vec<Prompt<impl Future<Output = ()>>> {
    let lengths = [100, 200, 300];
    let fetch = |ms| tokio::time::sleep(Duration::from_millis(ms));
    lengths.map(|ms| promptness.watch(fetch(ms))).into()
}

fn store((): ()) -> tokio::time::Sleep {
    tokio::time::sleep(Duration::from_millis(500))
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::UnpolledChild, || {
        let promptness = Promptness::new();
        program::run(|| async { bad::copy(fetches(&promptness), store).await });
        promptness.was_kept();
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let promptness = Promptness::new();
        program::run(|| async { good::copy(fetches(&promptness), store).await });
        promptness.was_kept();
    });
}
