//~ deadlock in call_that_panics_is_an_error_of_its_id
//! "One more before the call, one less after it." After a panic nobody counts down, and the place
//! stays taken for good; a permit goes back when it is dropped.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use s04_composition::service::Service;
use tokio::sync::Notify;
use tokio_util::task::AbortOnDropHandle;

pub async fn fetch_all(
    service: Service,
    mut ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    ids.sort();
    let places = Arc::new((AtomicUsize::new(0), Notify::new()));
    let mut tasks = Vec::new();
    for id in ids {
        while places.0.load(Ordering::SeqCst) >= limit {
            places.1.notified().await;
        }
        places.0.fetch_add(1, Ordering::SeqCst);
        let (service, places) = (service.clone(), places.clone());
        let task = tokio::spawn(async move {
            let end = service.fetch(id).await;
            places.0.fetch_sub(1, Ordering::SeqCst);
            places.1.notify_one();
            end
        });
        tasks.push((id, AbortOnDropHandle::new(task)));
    }
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    for (id, task) in tasks {
        match task.await {
            Ok(Ok(text)) => answers.push((id, text)),
            Ok(Err(error)) => errors.push((id, error.to_string())),
            Err(error) => errors.push((id, error.to_string())),
        }
    }
    (answers, errors)
}
