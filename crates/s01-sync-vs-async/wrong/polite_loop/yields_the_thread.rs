//~ starved-task in other_task_gets_its_turn_after_a_thousand_terms
//! "`std::thread::yield_now` gives the turn away." To other threads. The other task is on this one.

use std::thread;

use s01_sync_vs_async::terms::Terms;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut sum = 0;
    for number in 0..terms.count() {
        sum += terms.term(number);
        if number % 100 == 99 {
            thread::yield_now();
        }
    }
    sum
}
