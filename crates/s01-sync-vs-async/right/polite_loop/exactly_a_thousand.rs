//! As seldom as is allowed.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for number in 0..terms.count() {
        if number % 1_000 == 0 {
            yield_now().await;
        }
        sum += terms.term(number);
    }
    sum
}
