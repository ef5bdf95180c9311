//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "A power of two is near enough." It is 24 terms too many.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for number in 0..terms.count() {
        sum += terms.term(number);
        if number & 1023 == 1023 {
            yield_now().await;
        }
    }
    sum
}
