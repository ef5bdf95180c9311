//~ unbounded-concurrency in no_more_calls_in_flight_than_the_limit
//! "Tasks are cheap." The tasks are; the service they all call at the same moment is not.

use std::collections::HashMap;

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    _limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let mut set = JoinSet::new();
    let mut names = HashMap::new();
    for id in ids {
        let service = service.clone();
        let task = set.spawn(async move { service.fetch(id).await });
        names.insert(task.id(), id);
    }
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    while let Some(end) = set.join_next_with_id().await {
        match end {
            Ok((task, Ok(text))) => answers.push((names[&task], text)),
            Ok((task, Err(error))) => errors.push((names[&task], error.to_string())),
            Err(error) => errors.push((names[&error.id()], error.to_string())),
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
