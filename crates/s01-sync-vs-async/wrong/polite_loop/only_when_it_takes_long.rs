//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "I yield once a second." How many terms that is depends on the machine; here it is all
//! of them.

use std::time::{Duration, Instant};

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    let (mut sum, mut since) = (0, Instant::now());
    for number in 0..terms.count() {
        sum += terms.term(number);
        if since.elapsed() > Duration::from_secs(1) {
            yield_now().await;
            since = Instant::now();
        }
    }
    sum
}
