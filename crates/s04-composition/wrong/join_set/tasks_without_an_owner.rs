//~ works-after-drop in dropped_midway_then_no_call_goes_on
//! "The handles are in my list, so the tasks are mine." A handle that is dropped lets its task go
//! on; nobody is left who could end it.

use std::sync::Arc;

use s04_composition::service::Service;
use tokio::sync::Semaphore;

pub async fn fetch_all(
    service: Service,
    mut ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    ids.sort();
    let permits = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    let mut handles = Vec::new();
    for id in ids {
        let (service, permits) = (service.clone(), permits.clone());
        let handle = tokio::spawn(async move {
            let _permit = permits.acquire_owned().await;
            service.fetch(id).await
        });
        handles.push((id, handle));
    }
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    for (id, handle) in handles {
        match handle.await {
            Ok(Ok(text)) => answers.push((id, text)),
            Ok(Err(error)) => errors.push((id, error.to_string())),
            Err(error) => errors.push((id, error.to_string())),
        }
    }
    (answers, errors)
}
