//~ panic in sum_is_right
//! "`block_in_place` is for long calculations." It hands the other tasks to another thread of the
//! runtime, and this runtime has only one.

use s01_sync_vs_async::terms::Terms;
use tokio::task::block_in_place;

pub async fn sum_politely(terms: Terms) -> u64 {
    block_in_place(|| (0..terms.count()).map(|number| terms.term(number)).sum())
}
