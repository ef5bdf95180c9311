//~ sequential-await in small_and_large_ones_do_not_wait
//! "Four blobs are at work at any time, of whatever size." Four large ones fill all places.

use std::panic::resume_unwind;

use futures::{StreamExt, stream};
use s11_faq::hasher::Hasher;
use tokio::sync::Mutex;
use tokio::task::{spawn_blocking, yield_now};

pub const AT_ONCE: usize = 4;

pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    let turn = Mutex::new(());
    let calls = stream::iter(blobs).map(|blob| {
        let (hasher, turn) = (hasher.clone(), &turn);
        async move {
            if blob.len() <= inline_limit {
                let _turn = turn.lock().await;
                let hash = hasher.hash(&blob);
                yield_now().await;
                return hash;
            }
            let hash = spawn_blocking(move || hasher.hash(&blob)).await;
            hash.unwrap_or_else(|error| resume_unwind(error.into_panic()))
        }
    });
    calls.buffered(AT_ONCE).collect().await
}
