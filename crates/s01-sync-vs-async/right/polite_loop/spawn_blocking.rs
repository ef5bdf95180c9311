//! On a thread for blocking work; the task only waits.

use s01_sync_vs_async::terms::Terms;
use tokio::task::spawn_blocking;

pub async fn sum_politely(terms: Terms) -> u64 {
    let sum = move || (0..terms.count()).map(|number| terms.term(number)).sum();
    spawn_blocking(sum).await.expect("it does not panic")
}
