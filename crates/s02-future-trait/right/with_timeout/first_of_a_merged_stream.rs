//! Two streams of one item each, the work before the clock, of which the first item is taken.

use std::time::Duration;

use futures::stream::{PollNext, StreamExt, once, select_with_strategy};
use tokio::task::coop::unconstrained;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    let work = once(async move { Ok(f.await) });
    let clock = once(async move {
        unconstrained(tokio::time::sleep(d)).await;
        Err(Elapsed)
    });
    let work_first = |_: &mut ()| PollNext::Left;
    let mut both = Box::pin(select_with_strategy(work, clock, work_first));
    both.next().await.expect("one of the two comes to its end")
}
