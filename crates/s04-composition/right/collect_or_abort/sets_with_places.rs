//! Tasks in a `JoinSet`, each of which knows its place; permits for `bounded`.

use std::sync::Arc;

use s04_composition::items::fetch_item;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

type Results = Vec<anyhow::Result<String>>;

async fn in_places(mut set: JoinSet<(usize, anyhow::Result<String>)>) -> Results {
    let mut places: Vec<_> = (0..set.len()).map(|_| None).collect();
    while let Some(end) = set.join_next().await {
        let (place, result) = end.unwrap();
        places[place] = Some(result);
    }
    places.into_iter().flatten().collect()
}

pub async fn collect(ids: &[u32]) -> Results {
    let mut set = JoinSet::new();
    for (place, &id) in ids.iter().enumerate() {
        set.spawn(async move { (place, fetch_item(id).await) });
    }
    in_places(set).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let mut set = JoinSet::new();
    for (place, &id) in ids.iter().enumerate() {
        set.spawn(async move { anyhow::Ok((place, fetch_item(id).await?)) });
    }
    let mut items = vec![String::new(); ids.len()];
    while let Some(end) = set.join_next().await {
        let (place, item) = end??;
        items[place] = item;
    }
    Ok(items)
}

pub async fn bounded(ids: &[u32], limit: usize) -> Results {
    let permits = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    let mut set = JoinSet::new();
    for (place, &id) in ids.iter().enumerate() {
        let permits = Arc::clone(&permits);
        set.spawn(async move {
            let _permit = permits.acquire().await;
            (place, fetch_item(id).await)
        });
    }
    in_places(set).await
}
