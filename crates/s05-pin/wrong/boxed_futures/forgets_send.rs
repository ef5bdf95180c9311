//~ thread-bound in both_may_go_to_another_thread
//! "What is put in is `Send`." Nobody can know that any more: `dyn` keeps what its type says, and
//! forgets the rest.

use std::pin::Pin;

use futures::future::join_all;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    join_all(futures).await
}
