//! Two at a time with `join`, down the list.

use std::pin::Pin;

use futures::future::join;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    all(futures).await
}

type Outputs<'a> = Pin<Box<dyn Future<Output = Vec<String>> + Send + 'a>>;

fn all(mut futures: Vec<Boxed<'_>>) -> Outputs<'_> {
    Box::pin(async move {
        match futures.len() {
            0 => Vec::new(),
            1 => vec![futures.remove(0).await],
            n => {
                let right = futures.split_off(n / 2);
                let (mut left, right) = join(all(futures), all(right)).await;
                left.extend(right);
                left
            }
        }
    })
}
