//~ polled-after-ready in loser_that_was_ready_at_the_same_moment_is_not_lost
//! "Poll all three, then see who is ready." Where two are, the output of the second is thrown away,
//! and what comes back in its place is spent.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

pub type Boxed<T> = Pin<Box<dyn Future<Output = T>>>;

pub async fn first<T>(futures: Vec<Boxed<T>>) -> Option<T> {
    if futures.is_empty() {
        return None;
    }
    Some(futures::future::select_all(futures).await.0)
}

pub async fn race3<T>(a: Boxed<T>, b: Boxed<T>, c: Boxed<T>) -> (T, [Boxed<T>; 2]) {
    let mut all = vec![a, b, c];
    let (index, output) = poll_fn(|cx| {
        let polls = all.iter_mut().map(|future| future.as_mut().poll(cx));
        let polls: Vec<_> = polls.collect();
        let mut polls = polls.into_iter().enumerate();
        match polls.find_map(|(index, poll)| match poll {
            Poll::Ready(output) => Some((index, output)),
            Poll::Pending => None,
        }) {
            Some(winner) => Poll::Ready(winner),
            None => Poll::Pending,
        }
    })
    .await;
    drop(all.remove(index));
    let Ok(losers) = all.try_into() else {
        unreachable!("three without one are two");
    };
    (output, losers)
}
