//! One loop: fill the places, hash a turn of small ones, take what is done.

use s11_faq::hasher::Hasher;
pub const AT_ONCE: usize = 4;
pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    let mut hashes = vec![0; blobs.len()];
    let mut small = std::collections::VecDeque::new();
    let mut large = std::collections::VecDeque::new();
    for (at, blob) in blobs.into_iter().enumerate() {
        if blob.len() <= inline_limit {
            small.push_back((at, blob))
        } else {
            large.push_back((at, blob))
        }
    }
    let mut calls = tokio::task::JoinSet::new();
    loop {
        while calls.len() < AT_ONCE {
            let Some((at, blob)) = large.pop_front() else {
                break;
            };
            let hasher = hasher.clone();
            calls.spawn_blocking(move || (at, hasher.hash(&blob)));
        }
        let mut bytes = 0usize;
        while let Some((at, blob)) =
            small.pop_front_if(|(_, blob)| bytes + blob.len() <= inline_limit)
        {
            bytes += blob.len();
            hashes[at] = hasher.hash(&blob);
        }
        let joined = if small.is_empty() {
            calls.join_next().await
        } else {
            tokio::task::yield_now().await;
            calls.try_join_next()
        };
        match joined {
            Some(Ok((at, hash))) => hashes[at] = hash,
            Some(Err(error)) => std::panic::resume_unwind(error.into_panic()),
            None if small.is_empty() && large.is_empty() && calls.is_empty() => return hashes,
            None => {}
        }
    }
}
