//! `limit` workers take ids from one queue and put what they get into two maps. A call is a task
//! of its own, so that a worker outlives a panic.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use s04_composition::service::Service;
use tokio::task::JoinSet;

type Map = Mutex<BTreeMap<u64, String>>;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let count = limit.min(ids.len());
    let queue = Arc::new(Mutex::new(VecDeque::from(ids)));
    let maps: Arc<(Map, Map)> = Arc::default();
    let mut workers = JoinSet::new();
    for _ in 0..count {
        let (service, queue, maps) = (service.clone(), Arc::clone(&queue), Arc::clone(&maps));
        workers.spawn(async move {
            loop {
                let next = queue.lock().unwrap().pop_front();
                let Some(id) = next else { break };
                let service = service.clone();
                let mut call = JoinSet::new();
                call.spawn(async move { service.fetch(id).await });
                let (map, text) = match call.join_next().await {
                    Some(Ok(Ok(text))) => (&maps.0, text),
                    Some(Ok(Err(error))) => (&maps.1, error.to_string()),
                    Some(Err(error)) => (&maps.1, error.to_string()),
                    None => unreachable!("one was spawned"),
                };
                map.lock().unwrap().insert(id, text);
            }
        });
    }
    while workers.join_next().await.is_some() {}
    let take = |map: &Map| std::mem::take(&mut *map.lock().unwrap());
    (
        take(&maps.0).into_iter().collect(),
        take(&maps.1).into_iter().collect(),
    )
}
