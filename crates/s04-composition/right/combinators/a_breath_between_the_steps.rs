//! Between two steps it lets others have a turn: pending once, and woken at once.

use std::future::poll_fn;
use std::task::Poll;

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let twice = f.await * 2;
    seen(twice);
    breath().await;
    let sum = add_ten(twice).await;
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    breath().await;
    store(sum).await
}

async fn breath() {
    let mut is_taken = false;
    poll_fn(|context| {
        if is_taken {
            return Poll::Ready(());
        }
        is_taken = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
