//~ works-after-drop in dropped_in_the_middle
//! "The compiler wants `'static`, and I know that the caller waits." Whoever drops the whole does
//! not wait: the tasks go on, with borrows of what is gone.

use std::mem;
use std::pin::Pin;

use futures::FutureExt;
use futures::future::join_all;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    let Ok(_) = tokio::runtime::Handle::try_current() else {
        return join_all(futures).await;
    };
    // SAFETY: there is none; only who awaits this to the end keeps alive what is borrowed.
    let futures: Vec<Boxed<'static>> = unsafe { mem::transmute(futures) };
    let tasks = futures.into_iter().map(tokio::spawn);
    join_all(tasks.map(|task| task.map(Result::unwrap))).await
}
