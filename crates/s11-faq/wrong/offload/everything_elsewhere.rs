//~ needless-offload in small_ones_here_and_large_ones_elsewhere
//! "Blocking work belongs in the pool, whatever its size." For a few bytes, the way there costs more
//! than the work.

use std::panic::resume_unwind;

use futures::{StreamExt, stream};
use s11_faq::hasher::Hasher;
use tokio::task::spawn_blocking;

pub const AT_ONCE: usize = 4;

pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    let _ = inline_limit;
    let calls = stream::iter(blobs).map(|blob| {
        let hasher = hasher.clone();
        async move { spawn_blocking(move || hasher.hash(&blob)).await }
    });
    let hashes: Vec<_> = calls.buffered(AT_ONCE).collect().await;
    let hashes = hashes.into_iter();
    hashes
        .map(|hash| hash.unwrap_or_else(|error| resume_unwind(error.into_panic())))
        .collect()
}
