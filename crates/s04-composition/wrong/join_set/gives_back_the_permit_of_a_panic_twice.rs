//~ unbounded-concurrency in call_that_panics_is_an_error_of_its_id
//! "The task is gone, and its permit with it." A panic drops what the task held, its permit too: with
//! every panic there is one more than the limit.

use std::collections::HashMap;
use std::sync::Arc;

use s04_composition::service::Service;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let permits = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    let mut set = JoinSet::new();
    let mut who = HashMap::new();
    for id in ids {
        let (s, permits) = (service.clone(), permits.clone());
        who.insert(
            set.spawn(async move {
                let _permit = permits.acquire().await?;
                s.fetch(id).await
            })
            .id(),
            id,
        );
    }
    let (mut ok, mut bad) = (vec![], vec![]);
    while let Some(end) = set.join_next_with_id().await {
        match end {
            Ok((t, Ok(x))) => ok.push((who[&t], x)),
            Ok((t, Err(e))) => bad.push((who[&t], e.to_string())),
            // the task is gone, and its permit with it
            Err(e) => {
                permits.add_permits(1);
                bad.push((who[&e.id()], e.to_string()));
            }
        }
    }
    ok.sort();
    bad.sort();
    (ok, bad)
}
