//! Four workers in the pool, at a queue that the drop empties.

use s11_faq::hasher::Hasher;
pub const AT_ONCE: usize = 4;
pub async fn hash_all(hasher: Hasher, blobs: Vec<Vec<u8>>, inline_limit: usize) -> Vec<u64> {
    use std::collections::VecDeque;
    use std::sync::{Arc, Mutex};
    type Queue = Arc<Mutex<VecDeque<(usize, Vec<u8>)>>>;
    struct Clear(Queue);
    impl Drop for Clear {
        fn drop(&mut self) {
            self.0.lock().unwrap().clear()
        }
    }
    let mut hashes = vec![0; blobs.len()];
    let (small, large): (Vec<_>, VecDeque<_>) = {
        let mut s = vec![];
        let mut l = VecDeque::new();
        for x in blobs.into_iter().enumerate() {
            if x.1.len() <= inline_limit {
                s.push(x)
            } else {
                l.push_back(x)
            }
        }
        (s, l)
    };
    let workers = large.len().min(AT_ONCE);
    let queue: Queue = Arc::new(Mutex::new(large));
    let _clear = Clear(queue.clone());
    let tasks: Vec<_> = (0..workers)
        .map(|_| {
            let (queue, hasher) = (queue.clone(), hasher.clone());
            tokio::task::spawn_blocking(move || {
                let mut done = vec![];
                loop {
                    let next = queue.lock().unwrap().pop_front();
                    let Some((at, blob)) = next else { return done };
                    done.push((at, hasher.hash(&blob)));
                }
            })
        })
        .collect();
    let mut bytes = 0;
    for (at, blob) in small {
        if blob.len() > inline_limit - bytes {
            tokio::task::yield_now().await;
            bytes = 0;
        }
        bytes += blob.len();
        hashes[at] = hasher.hash(&blob);
    }
    for task in tasks {
        match task.await {
            Ok(done) => {
                for (at, hash) in done {
                    hashes[at] = hash
                }
            }
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
    hashes
}
