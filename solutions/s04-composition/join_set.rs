//! A task for each call, and never more tasks than the limit. The set knows them by a task id, and
//! tells it also where one has panicked.

use std::collections::HashMap;

use s04_composition::service::Service;
use tokio::task::JoinSet;

/// Asks `service` for every id, with at most `limit` calls in flight at a time. The first list
/// holds what was answered, the second the errors as text; each is sorted by id.
pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let (mut set, mut asked) = (JoinSet::new(), HashMap::new());
    let mut waiting = ids.into_iter();
    loop {
        while set.len() < limit
            && let Some(id) = waiting.next()
        {
            let service = service.clone();
            let task = set.spawn(async move { service.fetch(id).await });
            asked.insert(task.id(), id);
        }
        match set.join_next_with_id().await {
            Some(Ok((task, Ok(answer)))) => answers.push((asked[&task], answer)),
            Some(Ok((task, Err(error)))) => errors.push((asked[&task], format!("{error:#}"))),
            Some(Err(error)) => errors.push((asked[&error.id()], error.to_string())),
            None => break,
        }
    }
    answers.sort_unstable();
    errors.sort_unstable();
    (answers, errors)
}
