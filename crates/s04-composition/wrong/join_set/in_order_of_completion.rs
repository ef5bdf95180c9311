//~ wrong-result in both_lists_are_sorted_by_id
//! "They come in the order of the ids, for I spawn them in that order." They come as they end.

use std::collections::HashMap;

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    mut ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    ids.sort();
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let (mut set, mut names) = (JoinSet::new(), HashMap::new());
    let mut ids = ids.into_iter();
    loop {
        for id in ids.by_ref().take(limit - set.len()) {
            let service = service.clone();
            let task = set.spawn(async move { service.fetch(id).await });
            names.insert(task.id(), id);
        }
        match set.join_next_with_id().await {
            Some(Ok((task, Ok(text)))) => answers.push((names[&task], text)),
            Some(Ok((task, Err(error)))) => errors.push((names[&task], error.to_string())),
            Some(Err(error)) => errors.push((names[&error.id()], error.to_string())),
            None => return (answers, errors),
        }
    }
}
