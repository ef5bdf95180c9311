//~ panic-spreads in call_that_panics_is_an_error_of_its_id
//! "A stream that keeps `limit` calls going." All calls are parts of one task, and the panic of a
//! part is the panic of the whole.

use futures::stream::{StreamExt, iter};
use s04_composition::service::Service;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let service = &service;
    let mut calls = iter(ids)
        .map(|id| async move { (id, service.fetch(id).await) })
        .buffer_unordered(limit);
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    while let Some((id, end)) = calls.next().await {
        match end {
            Ok(text) => answers.push((id, text)),
            Err(error) => errors.push((id, error.to_string())),
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
