//! `missing-reactor`: a timer needs a runtime that runs, with its timers enabled.

mod support;

use std::time::Duration;

use futures::executor::block_on;
use probe::{Diagnosis, panics};
use support::{caught, passes};

mod bad {
    use std::time::Duration;

    use tokio::runtime::{Builder, Runtime};

    /// A runtime for programs that wait.
    pub fn runtime() -> Runtime {
        Builder::new_current_thread().build().expect("a runtime")
    }

    /// A greeting, after a while.
    pub async fn greet(pause: Duration) -> &'static str {
        tokio::time::sleep(pause).await;
        "hello"
    }
}

mod good {
    use std::time::Duration;

    use tokio::runtime::{Builder, Runtime};

    /// A runtime for programs that wait.
    pub fn runtime() -> Runtime {
        let mut builder = Builder::new_current_thread();
        builder.enable_time().build().expect("a runtime")
    }

    /// A greeting, after a while.
    pub async fn greet(sleep: impl Future<Output = ()>) -> &'static str {
        sleep.await;
        "hello"
    }

    /// The same on tokio.
    pub async fn greet_on_tokio(pause: Duration) -> &'static str {
        greet(tokio::time::sleep(pause)).await
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::MissingReactor, || {
        panics::named(|| bad::runtime().block_on(bad::greet(Duration::ZERO)));
    });
    caught(Diagnosis::MissingReactor, || {
        panics::named(|| block_on(bad::greet(Duration::ZERO)));
    });
}

#[test]
fn spawn_without_a_runtime_is_caught() {
    caught(Diagnosis::MissingReactor, || {
        panics::named(|| {
            block_on(async {
                tokio::spawn(async {});
            });
        });
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        panics::named(|| good::runtime().block_on(good::greet_on_tokio(Duration::ZERO)));
        panics::named(|| block_on(good::greet(async {})));
    });
}
