//! Threads of its own, and a channel that brings what they have found.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;

use s11_faq::hasher::Hasher;
use tokio::sync::mpsc;
use tokio::task::yield_now;

struct EndsThem(Arc<AtomicBool>);

impl Drop for EndsThem {
    fn drop(&mut self) {
        self.0.store(true, SeqCst);
    }
}

pub const AT_ONCE: usize = 4;

pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    let mut hashes = vec![0; blobs.len()];
    let numbered = blobs.into_iter().enumerate();
    let (small, large): (Vec<_>, Vec<_>) =
        numbered.partition(|(_, blob)| blob.len() <= inline_limit);
    let is_over = Arc::new(AtomicBool::new(false));
    let _ends = EndsThem(Arc::clone(&is_over));
    let (found, mut finds) = mpsc::unbounded_channel();
    let left = large.len();
    let queue = Arc::new(Mutex::new(VecDeque::from(large)));
    for _ in 0..AT_ONCE.min(left) {
        let (queue, found) = (Arc::clone(&queue), found.clone());
        let (hasher, is_over) = (hasher.clone(), Arc::clone(&is_over));
        thread::spawn(move || {
            while !is_over.load(SeqCst) {
                let Some((at, blob)) = queue.lock().unwrap().pop_front() else {
                    return;
                };
                let hash = catch_unwind(AssertUnwindSafe(|| hasher.hash(&blob)));
                let _ = found.send((at, hash));
            }
        });
    }
    for (at, blob) in small {
        hashes[at] = hasher.hash(&blob);
        yield_now().await;
    }
    for _ in 0..left {
        let (at, hash) = finds.recv().await.expect("each sends what it finds");
        hashes[at] = hash.unwrap_or_else(|panic| resume_unwind(panic));
    }
    hashes
}
