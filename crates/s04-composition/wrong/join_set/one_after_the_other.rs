//~ sequential-await in as_many_calls_in_flight_as_the_limit
//~ sequential-await in limit_beyond_the_number_of_ids_then_all_at_once
//! "One at a time is within every limit." And as slow as if there were none to make use of.

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    mut ids: Vec<u64>,
    _limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    ids.sort();
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    for id in ids {
        let service = service.clone();
        let mut set = JoinSet::new();
        set.spawn(async move { service.fetch(id).await });
        match set.join_next().await.unwrap() {
            Ok(Ok(text)) => answers.push((id, text)),
            Ok(Err(error)) => errors.push((id, error.to_string())),
            Err(error) => errors.push((id, error.to_string())),
        }
    }
    (answers, errors)
}
