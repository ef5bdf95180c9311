//~ blocked-executor in sum_is_right
//! "The work goes to a thread of its own." And `join` keeps the thread of the runtime waiting for it.

use std::thread;

use s01_sync_vs_async::terms::Terms;

pub async fn sum_politely(terms: Terms) -> u64 {
    thread::spawn(move || (0..terms.count()).map(|number| terms.term(number)).sum())
        .join()
        .expect("no panic")
}
