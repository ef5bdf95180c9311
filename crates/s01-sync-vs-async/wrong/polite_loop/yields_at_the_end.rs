//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "When I am done, the others may run." They have waited for the whole sum by then.

use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

pub async fn sum_politely(terms: Terms) -> u64 {
    let sum = (0..terms.count()).map(|number| terms.term(number)).sum();
    yield_now().await;
    sum
}
