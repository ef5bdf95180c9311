//~ swallowed-error in error_says_what_the_service_said
//! "Failed is failed." Why it failed is what the reader of the list wants to know.

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
    for id in ids.iter().copied() {
        let (service, permits) = (service.clone(), permits.clone());
        set.spawn(async move {
            let _permit = permits.acquire_owned().await.ok()?;
            let text = service.fetch(id).await.ok()?;
            Some((id, text))
        });
    }
    let mut answers = Vec::new();
    while let Some(end) = set.join_next().await {
        answers.extend(end.ok().flatten());
    }
    answers.sort();
    let mut missing = ids;
    missing.retain(|id| answers.iter().all(|(other, _)| other != id));
    missing.sort();
    let errors = missing
        .into_iter()
        .map(|id| (id, format!("id {id} failed")));
    (answers, errors.collect())
}
