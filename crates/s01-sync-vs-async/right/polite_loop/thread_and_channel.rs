//! Four threads of std, and a channel that can be awaited.

use std::thread;

use s01_sync_vs_async::terms::Terms;
use tokio::sync::mpsc;

pub async fn sum_politely(terms: Terms) -> u64 {
    let (send, mut receive) = mpsc::channel(1);
    for first in 0..4 {
        let (terms, send) = (terms.clone(), send.clone());
        thread::spawn(move || {
            let numbers = (first..terms.count()).step_by(4);
            let sum: u64 = numbers.map(|number| terms.term(number)).sum();
            let _ = send.blocking_send(sum);
        });
    }
    drop(send);
    let mut sum = 0;
    while let Some(part) = receive.recv().await {
        sum += part;
    }
    sum
}
