//! Divide, and add up; a turn is given away before each leaf.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

async fn sum_of(terms: &Terms, from: u64, to: u64) -> u64 {
    if to - from <= 600 {
        yield_now().await;
        return (from..to).map(|number| terms.term(number)).sum();
    }
    let middle = from.midpoint(to);
    let left = Box::pin(sum_of(terms, from, middle)).await;
    left + Box::pin(sum_of(terms, middle, to)).await
}

pub async fn sum_politely(terms: Terms) -> u64 {
    sum_of(&terms, 0, terms.count()).await
}
