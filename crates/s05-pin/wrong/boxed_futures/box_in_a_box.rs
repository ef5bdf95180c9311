//~ needless-allocation in two_words_and_one_allocation
//! "`Box::new` makes it `dyn`, `Box::pin` pins it." The second one does both.

use std::pin::Pin;

use futures::future::join_all;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    let erased: Boxed<'a> = Box::pin(future);
    Box::pin(erased)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    join_all(futures).await
}
