//! The small ones are a future written by hand, which asks for its next turn itself.

use std::future::poll_fn;
use std::panic::resume_unwind;
use std::task::Poll;

use futures::future::join;
use futures::{StreamExt, stream};
use s11_faq::hasher::Hasher;
use tokio::task::spawn_blocking;

pub const AT_ONCE: usize = 4;

pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    let mut hashes = vec![0; blobs.len()];
    let numbered = blobs.into_iter().enumerate();
    let (small, large): (Vec<_>, Vec<_>) =
        numbered.partition(|(_, blob)| blob.len() <= inline_limit);
    let elsewhere = stream::iter(large)
        .map(|(at, blob)| {
            let hasher = hasher.clone();
            async move { (at, spawn_blocking(move || hasher.hash(&blob)).await) }
        })
        .buffer_unordered(AT_ONCE)
        .collect::<Vec<_>>();
    let mut rest = small.into_iter().peekable();
    let mut hashed = Vec::new();
    let here = poll_fn(|context| {
        let mut left = inline_limit;
        while let Some((at, blob)) = rest.next_if(|(_, blob)| blob.len() <= left) {
            left -= blob.len();
            hashed.push((at, hasher.hash(&blob)));
        }
        if rest.peek().is_none() {
            return Poll::Ready(std::mem::take(&mut hashed));
        }
        context.waker().wake_by_ref();
        Poll::Pending
    });
    let (elsewhere, here) = join(elsewhere, here).await;
    for (at, hash) in elsewhere {
        hashes[at] = hash.unwrap_or_else(|error| resume_unwind(error.into_panic()));
    }
    for (at, hash) in here {
        hashes[at] = hash;
    }
    hashes
}
