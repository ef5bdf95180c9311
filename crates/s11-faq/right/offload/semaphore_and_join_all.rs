//! All in one list; a semaphore has the places, and a lock the turn of those here.

use std::panic::resume_unwind;

use futures::future::join_all;
use s11_faq::hasher::Hasher;
use tokio::sync::{Mutex, Semaphore};
use tokio::task::{spawn_blocking, yield_now};

pub const AT_ONCE: usize = 4;

pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    let (places, turn) = (Semaphore::new(AT_ONCE), Mutex::new(()));
    let calls = blobs.into_iter().map(|blob| {
        let (hasher, places, turn) = (hasher.clone(), &places, &turn);
        async move {
            if blob.len() <= inline_limit {
                let _turn = turn.lock().await;
                let hash = hasher.hash(&blob);
                yield_now().await;
                return hash;
            }
            let _place = places.acquire().await.expect("nobody closes it");
            let hash = spawn_blocking(move || hasher.hash(&blob)).await;
            hash.unwrap_or_else(|error| resume_unwind(error.into_panic()))
        }
    });
    join_all(calls).await
}
