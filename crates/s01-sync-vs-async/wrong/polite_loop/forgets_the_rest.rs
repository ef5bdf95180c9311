//~ wrong-result in sum_is_right
//! "Parts of 1,000 terms." What is left over after the last whole part belongs to the sum as well.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for part in 0..terms.count() / 1_000 {
        sum += (part * 1_000..(part + 1) * 1_000)
            .map(|number| terms.term(number))
            .sum::<u64>();
        yield_now().await;
    }
    sum
}
