//~ blocked-worker in small_ones_here_and_large_ones_elsewhere
//! "An `async fn` runs in the background." It runs on the thread that polls it, and so does the
//! hasher.

use s11_faq::hasher::Hasher;
use tokio::task::yield_now;

pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    let _ = inline_limit;
    let mut hashes = Vec::new();
    for blob in blobs {
        hashes.push(hasher.hash(&blob));
        yield_now().await;
    }
    hashes
}
