//~ busy-poll in waits_then_woken_then_takes_the_steps
//! "Whoever is woken is polled again, and then it will be ready." It asks without end, and never
//! sleeps.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Waker};

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let mut f = pin!(f);
    let number = poll_fn(|context| {
        let poll = f.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        if poll.is_pending() {
            context.waker().wake_by_ref();
        }
        poll
    })
    .await;
    seen(number * 2);
    let sum = add_ten(number * 2).await;
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    store(sum).await
}
