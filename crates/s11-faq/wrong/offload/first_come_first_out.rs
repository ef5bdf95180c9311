//~ sequential-await in so_many_at_once
//! "`buffered` runs four at a time and keeps the order." A call that is done keeps its place until
//! those before it are.

use s11_faq::hasher::Hasher;
pub const AT_ONCE: usize = 4;
pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    use futures::StreamExt;
    let mut hashes = vec![0; blobs.len()];
    let (small, large): (Vec<_>, Vec<_>) = blobs
        .into_iter()
        .enumerate()
        .partition(|(_, blob)| blob.len() <= inline_limit);
    let elsewhere = async {
        let calls = futures::stream::iter(large).map(|(at, blob)| {
            let hasher = hasher.clone();
            async move {
                match tokio::task::spawn_blocking(move || hasher.hash(&blob)).await {
                    Ok(hash) => (at, hash),
                    Err(error) => std::panic::resume_unwind(error.into_panic()),
                }
            }
        });
        calls.buffered(AT_ONCE).collect::<Vec<_>>().await
    };
    let here = async {
        let mut done = Vec::new();
        let mut bytes = 0;
        for (at, blob) in small {
            if bytes + blob.len() > inline_limit {
                tokio::task::yield_now().await;
                bytes = 0;
            }
            bytes += blob.len();
            done.push((at, hasher.hash(&blob)));
        }
        done
    };
    let (a, b) = futures::future::join(elsewhere, here).await;
    for (at, hash) in a.into_iter().chain(b) {
        hashes[at] = hash;
    }
    hashes
}
