//~ stale-waker in moved_to_another_task_then_woken_there
//! "A future moves once, from whoever made it to its task." It may move as often as it likes.

use std::future::poll_fn;
use std::pin::pin;
use std::task::{Context, Waker};

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let mut f = pin!(f);
    let (mut kept, mut polls) = (Waker::noop().clone(), 0);
    let number = poll_fn(|context| {
        polls += 1;
        if polls <= 2 {
            kept.clone_from(context.waker());
        }
        f.as_mut().poll(&mut Context::from_waker(&kept))
    })
    .await;
    seen(number * 2);
    let sum = add_ten(number * 2).await;
    if sum > 100 {
        return Err(format!("{sum} is more than 100"));
    }
    store(sum).await
}
