//~ leaked-memory in left_alone_when_done
//! "Who is done must not be touched any more." That is said of polls. A drop has to come all the
//! same.

use std::future::poll_fn;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::task::Poll;

pub type Boxed<'a> = Pin<Box<dyn Future<Output = String> + Send + 'a>>;

pub fn boxed<'a>(future: impl Future<Output = String> + Send + 'a) -> Boxed<'a> {
    Box::pin(future)
}

pub async fn execute_all(futures: Vec<Boxed<'_>>) -> Vec<String> {
    let mut futures: Vec<_> = futures.into_iter().map(ManuallyDrop::new).collect();
    let mut outputs = vec![None; futures.len()];
    poll_fn(|cx| {
        let mut is_done = true;
        for (future, output) in futures.iter_mut().zip(&mut outputs) {
            if output.is_none() {
                match future.as_mut().poll(cx) {
                    Poll::Ready(text) => *output = Some(text),
                    Poll::Pending => is_done = false,
                }
            }
        }
        if is_done {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    outputs.into_iter().flatten().collect()
}
