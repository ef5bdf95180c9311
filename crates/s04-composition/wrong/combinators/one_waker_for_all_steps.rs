//~ stale-waker in moved_while_a_step_waits_then_woken_there
//! "The task that saw `f` ready is the one that goes on." It may give the pipeline away while a step
//! waits.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Poll};

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let twice = f.await * 2;
    seen(twice);
    let waker = poll_fn(|context| Poll::Ready(context.waker().clone())).await;
    let mut add = pin!(add_ten(twice));
    let sum = poll_fn(|_| add.as_mut().poll(&mut Context::from_waker(&waker))).await;
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    let mut put = pin!(store(sum));
    poll_fn(|_| put.as_mut().poll(&mut Context::from_waker(&waker))).await
}
