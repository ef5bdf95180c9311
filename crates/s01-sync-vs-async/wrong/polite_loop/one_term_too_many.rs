//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "When more than 1,000 are done, I yield." More than 1,000 are 1,001.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    let (mut sum, mut in_a_row) = (0, 0);
    for number in 0..terms.count() {
        sum += terms.term(number);
        in_a_row += 1;
        if in_a_row > 1_000 {
            yield_now().await;
            in_a_row = 0;
        }
    }
    sum
}
