//! A stream that runs a body for each name, so many at a time. The panic is caught where it happens.

use std::cell::RefCell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use futures::StreamExt;
use futures::stream::iter;
use s09_anti_patterns::files::Files;
use tokio::task::spawn_blocking;

pub async fn read_all(files: Files, names: Vec<String>, limit: usize) -> Vec<io::Result<String>> {
    let results = RefCell::new(Vec::new());
    iter(names.into_iter().enumerate())
        .for_each_concurrent(Some(limit), async |(index, name)| {
            let files = files.clone();
            let read = spawn_blocking(move || {
                let read = catch_unwind(AssertUnwindSafe(|| files.read(&name)));
                read.unwrap_or_else(|_| Err(io::Error::other("it panicked")))
            });
            let result = read.await.unwrap_or_else(|error| Err(error.into()));
            results.borrow_mut().push((index, result));
        })
        .await;
    let mut results = results.into_inner();
    results.sort_unstable_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}
