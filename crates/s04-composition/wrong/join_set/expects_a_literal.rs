//~ panic-spreads in call_that_panics_is_an_error_of_its_id
//! "The payload of a panic is a `&str`." That of `panic!("… {id}")` is a `String`, and the `unwrap`
//! panics in its turn.

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
        for id in ids.by_ref().take(limit - set.len()) {
            let service = service.clone();
            let task = set.spawn(async move { service.fetch(id).await });
            names.insert(task.id(), id);
        }
        match set.join_next_with_id().await {
            Some(Ok((task, Ok(text)))) => answers.push((names[&task], text)),
            Some(Ok((task, Err(error)))) => errors.push((names[&task], error.to_string())),
            Some(Err(error)) => {
                let id = names[&error.id()];
                let payload = error.into_panic();
                errors.push((id, payload.downcast_ref::<&str>().unwrap().to_string()));
            }
            None => break,
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
