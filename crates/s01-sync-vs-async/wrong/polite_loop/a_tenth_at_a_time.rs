//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "Ten pauses are enough." That depends on the length of the sum: of 20,000 terms a tenth is 2,000.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    let tenth = (terms.count() / 10).max(1_000);
    let mut sum = 0;
    for number in 0..terms.count() {
        sum += terms.term(number);
        if (number + 1) % tenth == 0 {
            yield_now().await;
        }
    }
    sum
}
