//! `sequential-await`: what could run at the same time ran one after the other.

mod support;

use std::time::Duration;

use probe::{Diagnosis, Gauge, program};
use support::{caught, passes};

mod bad {
    /// The lengths of all pages.
    pub async fn lengths<F>(fetch: impl Fn(u32) -> F, pages: &[u32]) -> Vec<usize>
    where
        F: Future<Output = String>,
    {
        let mut lengths = Vec::new();
        for page in pages {
            lengths.push(fetch(*page).await.len());
        }
        lengths
    }
}

mod good {
    use futures::future::join_all;

    /// The lengths of all pages.
    pub async fn lengths<F>(fetch: impl Fn(u32) -> F, pages: &[u32]) -> Vec<usize>
    where
        F: Future<Output = String>,
    {
        let texts = join_all(pages.iter().map(|page| fetch(*page))).await;
        texts.iter().map(String::len).collect()
    }
}

const EACH: Duration = Duration::from_millis(100);

async fn fetch(gauge: Gauge) -> String {
    let _call = gauge.enter();
    tokio::time::sleep(EACH).await;
    String::from("text")
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::SequentialAwait, || {
        let report = program::run(|| bad::lengths(|_| fetch(Gauge::new()), &[1, 2, 3]));
        report.took_not(EACH, 3 * EACH);
    });
}

#[test]
fn good_example_passes() {
    passes(|| {
        let report = program::run(|| good::lengths(|_| fetch(Gauge::new()), &[1, 2, 3]));
        report.took_not(EACH, 3 * EACH);
        assert_eq!(report.output, [4, 4, 4]);
    });
}

#[test]
fn calls_in_flight_tell_as_well_as_the_clock() {
    caught(Diagnosis::SequentialAwait, || {
        let gauge = Gauge::new();
        program::run(|| bad::lengths(|_| fetch(gauge.clone()), &[1, 2, 3]));
        gauge.at_least(3);
    });
    passes(|| {
        let gauge = Gauge::new();
        program::run(|| good::lengths(|_| fetch(gauge.clone()), &[1, 2, 3]));
        gauge.at_least(3);
    });
}
