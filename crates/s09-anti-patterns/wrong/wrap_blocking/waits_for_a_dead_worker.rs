//~ deadlock in panic_is_an_error_of_its_file
//! "`limit` threads that share a queue, and as many results as names." A thread that panics sends none, and the
//! sender that is kept here keeps the channel open: nobody is left who could send.

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
            while !results.is_closed() {
                let next = queue.lock().unwrap().pop_front();
                let Some((index, name)) = next else { return };
                let _ = results.send((index, files.read(&name)));
            }
        });
    }
    let mut all: Vec<_> = (0..count).map(|_| None).collect();
    for _ in 0..count {
        if let Some((index, result)) = received.recv().await {
            all[index] = Some(result);
        }
    }
    drop(results);
    all.into_iter().flatten().collect()
}
