//~ panic-spreads in call_that_panics_is_an_error_of_its_id
//! "So many workers, one queue." A worker that panics does not come back; when the last one is
//! gone, the rest of the queue stays where it is.

use std::sync::{Arc, Mutex};

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let count = limit.min(ids.len());
    let queue = Arc::new(Mutex::new(ids));
    let lists = Arc::new(Mutex::new((Vec::new(), Vec::new())));
    let mut workers = JoinSet::new();
    for _ in 0..count {
        let (service, queue, lists) = (service.clone(), queue.clone(), lists.clone());
        workers.spawn(async move {
            let mut current = 0;
            loop {
                let next = queue.lock().unwrap().pop();
                let Some(id) = next else { return current };
                current = id;
                let end = service.fetch(current).await;
                let mut lists = lists.lock().unwrap();
                match end {
                    Ok(text) => lists.0.push((id, text)),
                    Err(error) => lists.1.push((id, error.to_string())),
                }
            }
        });
    }
    while let Some(end) = workers.join_next().await {
        if let Err(error) = end {
            lists.lock().unwrap().1.push((0, error.to_string()));
        }
    }
    let (mut answers, mut errors) = lists.lock().unwrap().clone();
    answers.sort();
    errors.sort();
    (answers, errors)
}
