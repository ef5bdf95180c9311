//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "An `.await` every 100 terms." A future that is ready at once lets nobody in.

use std::future::ready;

use s01_sync_vs_async::terms::Terms;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for number in 0..terms.count() {
        sum += terms.term(number);
        if number % 100 == 99 {
            ready(()).await;
        }
    }
    sum
}
