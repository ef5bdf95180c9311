//! `oversized-future`: what crosses an await is a part of the future.

mod support;

use probe::{Diagnosis, at_most_bytes};
use support::{caught, passes};

mod bad {
    use tokio::task::yield_now;

    /// The sum of a page that is filled with `byte`.
    pub async fn checksum(byte: u8) -> u64 {
        let page = [byte; 4096];
        yield_now().await;
        page.iter().map(|&byte| u64::from(byte)).sum()
    }
}

mod good {
    use tokio::task::yield_now;

    /// The sum of a page that is filled with `byte`.
    pub async fn checksum(byte: u8) -> u64 {
        let sum = {
            let page = [byte; 4096];
            page.iter().map(|&byte| u64::from(byte)).sum()
        };
        yield_now().await;
        sum
    }
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::OversizedFuture, || {
        at_most_bytes(&bad::checksum(7), 256);
    });
}

#[test]
fn good_example_passes() {
    passes(|| at_most_bytes(&good::checksum(7), 256));
}

#[test]
fn caller_of_an_oversized_future_is_caught() {
    caught(Diagnosis::OversizedFuture, || {
        at_most_bytes(&async { bad::checksum(7).await + 1 }, 256);
    });
}

#[test]
fn what_is_on_the_heap_passes() {
    passes(|| at_most_bytes(&async { Box::pin(bad::checksum(7)).await + 1 }, 256));
}
