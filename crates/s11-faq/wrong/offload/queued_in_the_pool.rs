//~ works-after-drop in nothing_before_the_first_poll_or_after_the_drop
//! "Hand all of it to the pool, and let a lock count to four." What is in the pool's queue is no longer
//! the future's: it goes on without it.

use std::panic::resume_unwind;
use std::sync::Arc;

use futures::future::{join, join_all};
use s11_faq::hasher::Hasher;
use tokio::sync::Semaphore;
use tokio::task::yield_now;

pub const AT_ONCE: usize = 4;

pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    let mut hashes = vec![0; blobs.len()];
    let numbered = blobs.into_iter().enumerate();
    let (small, large): (Vec<_>, Vec<_>) =
        numbered.partition(|(_, blob)| blob.len() <= inline_limit);
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let calls = large.into_iter().map(|(at, blob)| {
        let (hasher, places) = (hasher.clone(), Arc::clone(&places));
        let call = tokio::spawn(async move {
            let _place = places.acquire().await;
            let hash = tokio::task::spawn_blocking(move || hasher.hash(&blob)).await;
            hash.unwrap_or_else(|error| resume_unwind(error.into_panic()))
        });
        async move { (at, call.await) }
    });
    let elsewhere = join_all(calls);
    let here = async {
        let (mut hashed, mut bytes) = (Vec::new(), 0_usize);
        for (at, blob) in small {
            bytes = bytes.saturating_add(blob.len());
            if bytes > inline_limit {
                yield_now().await;
                bytes = blob.len();
            }
            hashed.push((at, hasher.hash(&blob)));
        }
        hashed
    };
    let (elsewhere, here) = join(elsewhere, here).await;
    for (at, hash) in elsewhere {
        hashes[at] = hash.unwrap_or_else(|error| resume_unwind(error.into_panic()));
    }
    for (at, hash) in here {
        hashes[at] = hash;
    }
    hashes
}
