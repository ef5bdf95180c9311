//! A turn is given away after every 500 terms: often enough for the others, and seldom enough to
//! cost nothing.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

/// The sum of `terms.term(0)`, `terms.term(1)`, and so on: `terms.count()` of them. At the latest
/// after 1,000 terms, the other tasks get their turn.
pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for number in 0..terms.count() {
        sum += terms.term(number);
        if number % 500 == 499 {
            yield_now().await;
        }
    }
    sum
}
