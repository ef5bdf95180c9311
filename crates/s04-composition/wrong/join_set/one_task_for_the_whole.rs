//~ works-after-drop in dropped_midway_then_no_call_goes_on
//! "In a task of its own nothing can disturb it." Nor end it: when the caller gives up, the whole
//! list is still worked through.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::stream::{StreamExt, iter};
use s04_composition::service::Service;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let whole = async move {
        let service = &service;
        let mut calls = iter(ids)
            .map(|id| {
                let call = AssertUnwindSafe(service.fetch(id)).catch_unwind();
                call.map(move |end| (id, end))
            })
            .buffer_unordered(limit);
        let (mut answers, mut errors) = (Vec::new(), Vec::new());
        while let Some((id, end)) = calls.next().await {
            match end {
                Ok(Ok(text)) => answers.push((id, text)),
                Ok(Err(error)) => errors.push((id, error.to_string())),
                Err(_) => errors.push((id, String::from("panicked"))),
            }
        }
        answers.sort();
        errors.sort();
        (answers, errors)
    };
    tokio::spawn(whole).await.unwrap_or_default()
}
