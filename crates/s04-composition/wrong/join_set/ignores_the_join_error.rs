//~ swallowed-panic in call_that_panics_is_an_error_of_its_id
//! "`while let Some(Ok(…))` takes the good ones." A panicked task is not a good one: at its turn
//! the loop is over, or, as here, it is skipped without a word.

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let mut set = JoinSet::new();
    for batch in ids.chunks(limit) {
        for &id in batch {
            let service = service.clone();
            set.spawn(async move { (id, service.fetch(id).await) });
        }
        while let Some(end) = set.join_next().await {
            let Ok((id, end)) = end else { continue };
            match end {
                Ok(text) => answers.push((id, text)),
                Err(error) => errors.push((id, error.to_string())),
            }
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
