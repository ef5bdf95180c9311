//~ panic in no_ids_then_an_empty_list_at_once
//! "`select_all` gives me whoever is next." Where there is nobody, it panics.

use futures::future::{join_all, select_all};
use futures::stream::{StreamExt, iter};
use s04_composition::items::fetch_item;

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    join_all(ids.iter().copied().map(fetch_item)).await
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let mut items = vec![String::new(); ids.len()];
    let mut calls: Vec<_> = ids
        .iter()
        .enumerate()
        .map(|(place, &id)| Box::pin(async move { (place, fetch_item(id).await) }))
        .collect();
    loop {
        let ((place, result), _, rest) = select_all(calls).await;
        items[place] = result?;
        if rest.is_empty() {
            return Ok(items);
        }
        calls = rest;
    }
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    iter(ids.iter().copied().map(fetch_item))
        .buffered(limit)
        .collect()
        .await
}
