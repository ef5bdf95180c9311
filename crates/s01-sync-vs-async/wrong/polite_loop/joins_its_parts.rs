//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "Parts of 500 terms, joined: `join_all` switches between them." It does, inside one poll: all
//! parts are one task, and the other task comes after all of them.

use futures::future::join_all;
use s01_sync_vs_async::terms::Terms;
use tokio::task::yield_now;

async fn part(terms: Terms, from: u64) -> u64 {
    let to = terms.count().min(from + 500);
    let sum = (from..to).map(|number| terms.term(number)).sum();
    yield_now().await;
    sum
}

pub async fn sum_politely(terms: Terms) -> u64 {
    let parts = (0..terms.count()).step_by(500);
    join_all(parts.map(|from| part(terms.clone(), from)))
        .await
        .into_iter()
        .sum()
}
