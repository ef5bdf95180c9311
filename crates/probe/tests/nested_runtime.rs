//! `nested-runtime`: a runtime inside a runtime.

mod support;

use futures::executor::block_on;
use probe::{Diagnosis, panics};
use support::{caught, passes};
use tokio::runtime::{Builder, Runtime};

mod bad {
    use tokio::runtime::Builder;

    /// How long the greeting is that `fetch` finds.
    pub async fn length(fetch: impl Future<Output = String>) -> usize {
        let runtime = Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(fetch).len()
    }
}

mod good {
    /// How long the greeting is that `fetch` finds.
    pub async fn length(fetch: impl Future<Output = String>) -> usize {
        fetch.await.len()
    }
}

fn runtime() -> Runtime {
    Builder::new_current_thread().build().expect("a runtime")
}

async fn hello() -> String {
    String::from("hello")
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::NestedRuntime, || {
        panics::named(|| runtime().block_on(bad::length(hello())));
    });
}

#[test]
fn drop_inside_async_code_is_caught() {
    caught(Diagnosis::NestedRuntime, || {
        panics::named(|| runtime().block_on(async { drop(runtime()) }));
    });
}

#[test]
fn executor_of_futures_in_itself_is_caught() {
    caught(Diagnosis::NestedRuntime, || {
        panics::named(|| block_on(async { block_on(hello()) }));
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        panics::named(|| runtime().block_on(good::length(hello())));
    });
}
