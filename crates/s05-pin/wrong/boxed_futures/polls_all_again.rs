//~ polled-after-ready in left_alone_when_done
//! "Poll all until all are ready." One that is done is polled again as long as another one waits.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(mut futures: Vec<Boxed<'_>>) -> Vec<String> {
    let mut outputs = vec![None; futures.len()];
    poll_fn(|cx| {
        for (future, output) in futures.iter_mut().zip(&mut outputs) {
            if let Poll::Ready(text) = future.as_mut().poll(cx) {
                *output = Some(text);
            }
        }
        if outputs.iter().all(Option::is_some) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    outputs.into_iter().flatten().collect()
}
