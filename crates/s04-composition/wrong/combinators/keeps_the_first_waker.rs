//~ stale-waker in moved_to_another_task_then_woken_there
//! "A waker is a waker." The one of the first poll wakes a task that has given the future away.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Waker};

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let mut f = pin!(f);
    let mut first: Option<Waker> = None;
    let number = poll_fn(|cx| {
        let waker = first.get_or_insert_with(|| cx.waker().clone());
        f.as_mut().poll(&mut Context::from_waker(waker))
    })
    .await;
    seen(number * 2);
    let sum = add_ten(number * 2).await;
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    store(sum).await
}
