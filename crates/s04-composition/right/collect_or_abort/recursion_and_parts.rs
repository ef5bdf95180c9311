//! Tasks on a set of this thread, a recursion of `try_join!`, and one part of the list for each of
//! `limit` workers.

use futures::future::{BoxFuture, FutureExt, join_all};
use s04_composition::items::fetch_item;
use tokio::task::{LocalSet, spawn_local};

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let all = async {
        let tasks: Vec<_> = ids.iter().map(|&id| spawn_local(fetch_item(id))).collect();
        let mut results = Vec::new();
        for task in tasks {
            results.push(task.await.unwrap());
        }
        results
    };
    LocalSet::new().run_until(all).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let mut items = last_first(ids).await?;
    items.reverse();
    Ok(items)
}

fn last_first(ids: &[u32]) -> BoxFuture<'_, anyhow::Result<Vec<String>>> {
    let Some((&id, others)) = ids.split_first() else {
        return async { Ok(Vec::new()) }.boxed();
    };
    async move {
        let (item, mut items) = tokio::try_join!(fetch_item(id), last_first(others))?;
        items.push(item);
        Ok(items)
    }
    .boxed()
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let part = ids.len().div_ceil(limit).max(1);
    let workers = ids.chunks(part).map(async |part| {
        let mut results = Vec::new();
        for &id in part {
            results.push(fetch_item(id).await);
        }
        results
    });
    let parts = join_all(workers).await;
    parts.into_iter().flatten().collect()
}
