//! tokio counts: every task has a budget of 128 for each poll.

use s01_sync_vs_async::terms::Terms;
use tokio::task::coop::consume_budget;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for number in 0..terms.count() {
        sum += terms.term(number);
        consume_budget().await;
    }
    sum
}
