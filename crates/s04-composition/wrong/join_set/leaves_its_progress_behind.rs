//~ leaked-task in dropped_midway_then_no_call_goes_on
//~ leaked-task in when_it_returns_no_task_is_left
//! "A task that says now and then how far we are." Its loop has no end, and nobody ends it.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use futures::stream::{StreamExt, iter};
use s04_composition::service::Service;
use tokio::time::sleep;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    tokio::spawn(async {
        loop {
            sleep(Duration::from_secs(5)).await;
            println!("still fetching");
        }
    });
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
}
