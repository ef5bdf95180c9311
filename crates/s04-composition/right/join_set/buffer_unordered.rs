//! No task at all: a stream that polls `limit` calls, each with a net for its panic.

use std::panic::AssertUnwindSafe;

use futures::future::FutureExt;
use futures::stream::{StreamExt, iter};
use s04_composition::service::Service;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let service = &service;
    let mut ends: Vec<(u64, Result<String, String>)> = iter(ids)
        .map(|id| async move {
            match AssertUnwindSafe(service.fetch(id)).catch_unwind().await {
                Ok(Ok(text)) => (id, Ok(text)),
                Ok(Err(error)) => (id, Err(error.to_string())),
                Err(_) => (id, Err(String::from("panicked"))),
            }
        })
        .buffer_unordered(limit)
        .collect()
        .await;
    ends.sort_by_key(|(id, _)| *id);
    let mut lists = (Vec::new(), Vec::new());
    for (id, end) in ends {
        match end {
            Ok(text) => lists.0.push((id, text)),
            Err(text) => lists.1.push((id, text)),
        }
    }
    lists
}
