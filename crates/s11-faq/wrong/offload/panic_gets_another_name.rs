//~ wrong-result in panic_of_the_hasher_goes_on
//! "`unwrap` hands the panic on." It panics with an account of the task, and not of the hasher.

use futures::future::join;
use futures::{StreamExt, stream};
use s11_faq::hasher::Hasher;
use tokio::task::{spawn_blocking, yield_now};

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
        hashes[at] = hash.unwrap();
    }
    for (at, hash) in here {
        hashes[at] = hash;
    }
    hashes
}
