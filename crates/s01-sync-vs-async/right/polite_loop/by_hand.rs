//! A future by hand: a part in each poll, and a wake for the next one.

use std::future::poll_fn;
use std::task::Poll;

use s01_sync_vs_async::terms::Terms;

pub async fn sum_politely(terms: Terms) -> u64 {
    let mut numbers = 0..terms.count();
    let mut sum = 0;
    poll_fn(|context| {
        sum += numbers
            .by_ref()
            .take(256)
            .map(|number| terms.term(number))
            .sum::<u64>();
        if numbers.is_empty() {
            return Poll::Ready(sum);
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}
