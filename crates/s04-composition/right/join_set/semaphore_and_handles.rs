//! A task for each id from the start; a permit is what lets it make its call. The handles abort
//! their tasks when they are dropped, and stand in the order of the ids.

use std::sync::Arc;

use futures::future::join_all;
use s04_composition::service::Service;
use tokio::sync::Semaphore;
use tokio_util::task::AbortOnDropHandle;

pub async fn fetch_all(
    service: Service,
    mut ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    ids.sort_unstable();
    let permits = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    let calls = ids.iter().map(|&id| {
        let (service, permits) = (service.clone(), Arc::clone(&permits));
        AbortOnDropHandle::new(tokio::spawn(async move {
            let _permit = permits.acquire_owned().await?;
            service.fetch(id).await
        }))
    });
    let ends = join_all(calls.collect::<Vec<_>>()).await;
    let (mut answers, mut errors) = (vec![], vec![]);
    for (id, end) in ids.into_iter().zip(ends) {
        match end.map_err(anyhow::Error::from).flatten() {
            Ok(text) => answers.push((id, text)),
            Err(error) => errors.push((id, format!("{error:?}"))),
        }
    }
    (answers, errors)
}
