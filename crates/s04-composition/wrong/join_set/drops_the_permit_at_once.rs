//~ unbounded-concurrency in no_more_calls_in_flight_than_the_limit
//! "I do not need the permit, so `_`." `_` is no name: the permit goes back before the call begins.

use std::sync::Arc;

use s04_composition::service::Service;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let permits = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    let mut set = JoinSet::new();
    for id in ids {
        let (service, permits) = (service.clone(), permits.clone());
        set.spawn(async move {
            let _ = permits.acquire().await.unwrap();
            let call = tokio::spawn(async move { service.fetch(id).await });
            (id, tokio_util::task::AbortOnDropHandle::new(call).await)
        });
    }
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    while let Some(Ok((id, end))) = set.join_next().await {
        match end {
            Ok(Ok(text)) => answers.push((id, text)),
            Ok(Err(error)) => errors.push((id, error.to_string())),
            Err(error) => errors.push((id, error.to_string())),
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
