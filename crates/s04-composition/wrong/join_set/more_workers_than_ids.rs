//~ panic in limit_beyond_the_number_of_ids_then_all_at_once
//~ panic in no_ids_then_two_empty_lists_at_once
//! "First as many as the limit, then one for each that ends." There may be fewer ids than that.

use std::collections::HashMap;

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    mut ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let mut set = JoinSet::new();
    let mut names = HashMap::new();
    for id in ids.drain(..limit) {
        let service = service.clone();
        names.insert(set.spawn(async move { service.fetch(id).await }).id(), id);
    }
    while let Some(end) = set.join_next_with_id().await {
        match end {
            Ok((task, Ok(text))) => answers.push((names[&task], text)),
            Ok((task, Err(error))) => errors.push((names[&task], error.to_string())),
            Err(error) => errors.push((names[&error.id()], error.to_string())),
        }
        if let Some(id) = ids.pop() {
            let service = service.clone();
            names.insert(set.spawn(async move { service.fetch(id).await }).id(), id);
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
