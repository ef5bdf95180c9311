//~ busy-poll in turns_are_given_away_with_measure
//! "As polite as can be." A turn costs many times what a term does: the sum takes far longer, and
//! so does everything that is polled in between.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for number in 0..terms.count() {
        sum += terms.term(number);
        yield_now().await;
    }
    sum
}
