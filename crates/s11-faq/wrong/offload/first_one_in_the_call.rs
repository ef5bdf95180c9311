//~ eager-start in nothing_before_the_first_poll_or_after_the_drop
//! "The first small blob costs nothing, so it can be hashed right away." Nobody has polled yet.

use s11_faq::hasher::Hasher;
pub const AT_ONCE: usize = 4;
pub fn hash_all(
    hasher: Hasher,
    blobs: Vec<Vec<u8>>,
    inline_limit: usize,
) -> impl Future<Output = Vec<u64>> {
    use futures::StreamExt;
    let first = blobs
        .first()
        .filter(|b| b.len() <= inline_limit)
        .map(|b| hasher.hash(b));
    async move {
        let mut hashes = vec![0; blobs.len()];
        let (small, large): (Vec<_>, Vec<_>) = blobs
            .into_iter()
            .enumerate()
            .skip(first.is_some() as usize)
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
            calls.buffer_unordered(AT_ONCE).collect::<Vec<_>>().await
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
        if let Some(first) = first {
            hashes[0] = first
        }
        hashes
    }
}
