//~ blocked-executor in different_types_in_one_list
//! "`block_on` waits for a future." With the whole thread, inside of a poll, and the timers stand
//! still.

use std::pin::Pin;

use futures::executor::block_on;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    futures.into_iter().map(block_on).collect()
}
