//~ panic in limit_beyond_the_number_of_ids_then_all_at_once
//! "A permit for each place." A semaphore of tokio has room for `MAX_PERMITS`, and panics beyond that;
//! no more places are needed than there are ids.

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
    let permits = Arc::new(Semaphore::new(limit));
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
