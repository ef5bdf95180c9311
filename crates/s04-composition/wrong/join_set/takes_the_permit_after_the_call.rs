//~ unbounded-concurrency in no_more_calls_in_flight_than_the_limit
//! "One permit for each answer." It guards the two lists; the calls have all been made by then.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::future::join_all;
use s04_composition::service::Service;
use tokio::sync::Semaphore;

pub async fn fetch_all(
    service: Service,
    mut ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    ids.sort();
    let permits = Semaphore::new(limit.min(Semaphore::MAX_PERMITS));
    let calls = ids.iter().map(async |&id| {
        let call = AssertUnwindSafe(service.fetch(id)).catch_unwind();
        let (end, permit) = tokio::join!(call, permits.acquire());
        drop(permit);
        (id, end)
    });
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    for (id, end) in join_all(calls).await {
        match end {
            Ok(Ok(text)) => answers.push((id, text)),
            Ok(Err(error)) => errors.push((id, error.to_string())),
            Err(_) => errors.push((id, String::from("panicked"))),
        }
    }
    (answers, errors)
}
