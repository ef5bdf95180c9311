//~ panic-spreads in call_that_panics_is_an_error_of_its_id
//! "A task does not fail, only its call does." It does where the call panics, and `unwrap` carries
//! the panic into the loop that waits for everybody.

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let mut ids = ids.into_iter();
    let mut set = JoinSet::new();
    loop {
        while set.len() < limit {
            let Some(id) = ids.next() else { break };
            let service = service.clone();
            set.spawn(async move { (id, service.fetch(id).await) });
        }
        let Some(end) = set.join_next().await else {
            break;
        };
        match end.unwrap() {
            (id, Ok(text)) => answers.push((id, text)),
            (id, Err(error)) => errors.push((id, error.to_string())),
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
