//! A `JoinSet` of blocking work, filled as places become free; a turn after each small blob.

use std::panic::resume_unwind;

use s11_faq::hasher::Hasher;
use tokio::task::{JoinError, JoinSet, yield_now};

fn put(hashes: &mut [u64], done: Result<(usize, u64), JoinError>) {
    match done {
        Ok((at, hash)) => hashes[at] = hash,
        Err(error) => resume_unwind(error.into_panic()),
    }
}

pub const AT_ONCE: usize = 4;

pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    let mut hashes = vec![0; blobs.len()];
    let (mut small, mut large) = (Vec::new(), Vec::new());
    for numbered in blobs.into_iter().enumerate() {
        match numbered.1.len() > inline_limit {
            true => large.push(numbered),
            false => small.push(numbered),
        }
    }
    let mut running = JoinSet::new();
    loop {
        while running.len() < AT_ONCE
            && let Some((at, blob)) = large.pop()
        {
            let hasher = hasher.clone();
            running.spawn_blocking(move || (at, hasher.hash(&blob)));
        }
        if let Some((at, blob)) = small.pop() {
            hashes[at] = hasher.hash(&blob);
            while let Some(done) = running.try_join_next() {
                put(&mut hashes, done);
            }
            yield_now().await;
        } else if let Some(done) = running.join_next().await {
            put(&mut hashes, done);
        } else {
            return hashes;
        }
    }
}
