//~ wrong-result in each_id_is_asked_for_once
//! "It may have been a bad moment." Nobody asked for a second attempt, and the service counts.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::stream::{StreamExt, iter};
use s04_composition::service::Service;

async fn fetch_twice(service: &Service, id: u64) -> anyhow::Result<String> {
    match service.fetch(id).await {
        Ok(text) => Ok(text),
        Err(_) => service.fetch(id).await,
    }
}

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let service = &service;
    let ends: Vec<_> = iter(ids)
        .map(|id| {
            let call = AssertUnwindSafe(fetch_twice(service, id)).catch_unwind();
            call.map(move |end| (id, end))
        })
        .buffer_unordered(limit)
        .collect()
        .await;
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    for (id, end) in ends {
        match end {
            Ok(Ok(text)) => answers.push((id, text)),
            Ok(Err(error)) => errors.push((id, error.to_string())),
            Err(_) => errors.push((id, String::from("panicked"))),
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
