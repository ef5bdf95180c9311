//! `unbounded-concurrency`: more at a time than the limit allows.

mod support;

use std::time::Duration;

use probe::{Diagnosis, Gauge, program};
use support::{caught, passes};

mod bad {
    use futures::future::join_all;

    /// Loads every page, eight at a time at the most.
    pub async fn load<F: Future>(fetch: impl Fn(u32) -> F, pages: u32) -> usize {
        join_all((0..pages).map(fetch)).await.len()
    }
}

mod good {
    use futures::stream::{StreamExt, iter};

    /// Loads every page, eight at a time at the most.
    pub async fn load<F: Future>(fetch: impl Fn(u32) -> F, pages: u32) -> usize {
        iter((0..pages).map(fetch)).buffered(8).count().await
    }
}

fn fetching(gauge: &Gauge) -> impl Fn(u32) -> std::pin::Pin<Box<dyn Future<Output = ()>>> {
    let gauge = gauge.clone();
    move |_| {
        let gauge = gauge.clone();
        Box::pin(async move {
            let _call = gauge.enter();
            tokio::time::sleep(Duration::from_millis(10)).await;
        })
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::UnboundedConcurrency, || {
        let gauge = Gauge::new();
        program::run(|| bad::load(fetching(&gauge), 100));
        gauge.at_most(8);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let gauge = Gauge::new();
        let report = program::run(|| good::load(fetching(&gauge), 100));
        gauge.at_most(8);
        gauge.at_least(8);
        gauge.is_idle();
        assert_eq!(report.output, 100);
    });
}
