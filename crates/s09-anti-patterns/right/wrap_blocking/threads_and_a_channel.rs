//! Threads of std that share a queue, and catch what the library throws.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;

use s09_anti_patterns::files::Files;
use tokio::sync::mpsc;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let count = names.len();
    let queue = Arc::new(Mutex::new(
        names.into_iter().enumerate().collect::<VecDeque<_>>(),
    ));
    let (results, mut received) = mpsc::unbounded_channel();
    for _ in 0..limit.min(count) {
        let (files, queue, results) = (files.clone(), Arc::clone(&queue), results.clone());
        thread::spawn(move || {
            while !results.is_closed() {
                let next = queue.lock().unwrap().pop_front();
                let Some((index, name)) = next else { return };
                let read = catch_unwind(AssertUnwindSafe(|| files.read(&name)));
                let result = read.unwrap_or_else(|_| Err(io::Error::other("it panicked")));
                let _ = results.send((index, result));
            }
        });
    }
    drop(results);
    let mut all: Vec<_> = (0..count).map(|_| None).collect();
    while let Some((index, result)) = received.recv().await {
        all[index] = Some(result);
    }
    all.into_iter().flatten().collect()
}
