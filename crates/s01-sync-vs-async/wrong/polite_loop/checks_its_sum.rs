//~ wrong-result in each_term_is_calculated_once
//! "I calculate it twice, to be sure." That is twice the work.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

async fn sum(terms: &Terms) -> u64 {
    let mut sum = 0;
    for number in 0..terms.count() {
        sum += terms.term(number);
        if number % 400 == 399 {
            yield_now().await;
        }
    }
    yield_now().await;
    sum
}

pub async fn sum_politely(terms: Terms) -> u64 {
    let first = sum(&terms).await;
    let second = sum(&terms).await;
    assert_eq!(first, second);
    first
}
