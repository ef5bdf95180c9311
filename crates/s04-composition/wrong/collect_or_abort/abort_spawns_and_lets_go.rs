//~ works-after-drop in abort_gives_up_the_rest
//~ works-after-drop in when_they_return_no_task_is_left
//! "`try_join_all` drops the rest." It drops the handles; the tasks go on without them.

use futures::future::{join_all, try_join_all};
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let tasks = ids.iter().map(|&id| {
        let task = tokio::spawn(fetch_item(id));
        async move { task.await? }
    });
    try_join_all(tasks).await
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
