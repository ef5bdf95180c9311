//~ swallowed-error in some_fail_then_the_others_are_not_lost
//! "The set gives me an `Err`: that is the error." It is that of the task; the `Result` inside is
//! another one, and is thrown away by `flatten`.

use std::collections::HashMap;

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let (mut set, mut names) = (JoinSet::new(), HashMap::new());
    let mut ids = ids.into_iter();
    loop {
        while set.len() < limit
            && let Some(id) = ids.next()
        {
            let service = service.clone();
            let task = set.spawn(async move { service.fetch(id).await });
            names.insert(task.id(), id);
        }
        match set.join_next_with_id().await {
            Some(Ok((task, end))) => {
                answers.extend(end.into_iter().map(|text| (names[&task], text)))
            }
            Some(Err(error)) => errors.push((names[&error.id()], error.to_string())),
            None => break,
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
