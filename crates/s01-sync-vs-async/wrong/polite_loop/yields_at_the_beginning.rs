//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "After you." One turn given away before the first term, and none after it.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    yield_now().await;
    (0..terms.count()).map(|number| terms.term(number)).sum()
}
