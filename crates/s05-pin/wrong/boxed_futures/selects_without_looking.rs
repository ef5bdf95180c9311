//~ panic in none_and_a_hundred
//! "`select_all` gives me one after the other." An empty list it refuses with a panic.

use std::pin::Pin;

use futures::future::select_all;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    let mut outputs = vec![String::new(); futures.len()];
    let numbered = futures.into_iter().enumerate();
    let mut left: Vec<_> = numbered
        .map(|(place, future)| boxed_with(place, future))
        .collect();
    loop {
        let ((place, output), _, others) = select_all(left).await;
        outputs[place] = output;
        left = others;
        if left.is_empty() {
            return outputs;
        }
    }
}

type Numbered<'a> = Pin<Box<dyn Future<Output = (usize, String)> + Send + 'a>>;

fn boxed_with(place: usize, future: Boxed<'_>) -> Numbered<'_> {
    Box::pin(async move { (place, future.await) })
}
