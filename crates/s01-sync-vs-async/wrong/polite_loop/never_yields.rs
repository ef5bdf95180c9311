//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "It is an `async fn`, so it shares the thread." There is no `.await` in it: one poll from the
//! first term to the last.

use s01_sync_vs_async::terms::Terms;

pub async fn sum_politely(terms: Terms) -> u64 {
    (0..terms.count()).map(|number| terms.term(number)).sum()
}
