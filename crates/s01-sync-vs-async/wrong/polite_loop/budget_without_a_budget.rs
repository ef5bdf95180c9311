//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "`consume_budget` yields when it is time, and `unconstrained` makes it faster." It takes the budget
//! away, and with it every pause.

use s01_sync_vs_async::terms::Terms;
use tokio::task::coop::{consume_budget, unconstrained};

pub async fn sum_politely(terms: Terms) -> u64 {
    unconstrained(async {
        let mut sum = 0;
        for number in 0..terms.count() {
            sum += terms.term(number);
            consume_budget().await;
        }
        sum
    })
    .await
}
