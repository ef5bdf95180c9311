//~ panic in panic_is_an_error_of_its_file
//! "`limit` threads that share a queue." The one that panics is gone with the file it had, and with the results
//! that it owes.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex};

use s09_anti_patterns::files::Files;
use tokio::sync::mpsc;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let count = names.len();
    let queue: VecDeque<_> = names.into_iter().enumerate().collect();
    let queue = Arc::new(Mutex::new(queue));
    let (results, mut received) = mpsc::unbounded_channel();
    for _ in 0..limit.min(count) {
        let (files, queue, results) = (files.clone(), Arc::clone(&queue), results.clone());
        std::thread::spawn(move || {
            loop {
                let next = queue.lock().unwrap().pop_front();
                let Some((index, name)) = next else { return };
                if results.is_closed() || results.send((index, files.read(&name))).is_err() {
                    return;
                }
            }
        });
    }
    drop(results);
    let mut all: Vec<Option<_>> = (0..count).map(|_| None).collect();
    while let Some((index, result)) = received.recv().await {
        all[index] = Some(result);
    }
    all.into_iter().map(|result| result.unwrap()).collect()
}
