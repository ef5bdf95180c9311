//~ deadlock in all_answer_then_all_are_in_the_first_list
//~ deadlock in no_ids_then_two_empty_lists_at_once
//! "The channel is over when the tasks are." It is over when the last sender is dropped, and the
//! one that all others were cloned from is still here.

use std::sync::Arc;

use s04_composition::service::Service;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let permits = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let mut set = JoinSet::new();
    for id in ids {
        let (service, permits, sender) = (service.clone(), permits.clone(), sender.clone());
        set.spawn(async move {
            let _permit = permits.acquire_owned().await;
            let call = tokio::spawn(async move { service.fetch(id).await });
            let end = tokio_util::task::AbortOnDropHandle::new(call).await;
            let _ = sender.send((id, end));
        });
    }
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    while let Some((id, end)) = receiver.recv().await {
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
