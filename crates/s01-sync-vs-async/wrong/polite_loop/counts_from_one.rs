//~ wrong-result in sum_is_right
//! "From 1 to n." The terms are numbered from 0.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for number in 1..=terms.count() {
        sum += terms.term(number);
        if number % 500 == 0 {
            yield_now().await;
        }
    }
    sum
}
