//! `limit` at a time, and the next ones when all of those are over.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::future::join_all;
use s04_composition::service::Service;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    for batch in ids.chunks(limit) {
        let calls = batch
            .iter()
            .map(|&id| AssertUnwindSafe(service.fetch(id)).catch_unwind());
        for (&id, end) in batch.iter().zip(join_all(calls).await) {
            match end {
                Ok(Ok(text)) => answers.push((id, text)),
                Ok(Err(error)) => errors.push((id, format!("id {id}: {error}"))),
                Err(payload) => {
                    let text = payload.downcast_ref::<String>().cloned();
                    errors.push((id, text.unwrap_or_else(|| String::from("a panic"))));
                }
            }
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
