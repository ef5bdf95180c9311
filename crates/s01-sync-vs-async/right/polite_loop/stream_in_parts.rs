//! A stream of parts, backwards, and a sleep of one millisecond after each.

use std::time::Duration;

use futures::stream::{self, StreamExt};
use s01_sync_vs_async::terms::Terms;
use tokio::time::sleep;

pub async fn sum_politely(terms: Terms) -> u64 {
    let numbers: Vec<u64> = (0..terms.count()).rev().collect();
    stream::iter(numbers.chunks(997))
        .fold(0, |sum, part| {
            let part: u64 = part.iter().map(|&number| terms.term(number)).sum();
            async move {
                sleep(Duration::from_millis(1)).await;
                sum + part
            }
        })
        .await
}
