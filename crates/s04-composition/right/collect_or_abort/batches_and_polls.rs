//! The list of futures polled by hand, `select_all` that ends with an error, and batches.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use futures::future::select_all;
use s04_composition::items::fetch_item;

type Call = Pin<Box<dyn Future<Output = anyhow::Result<String>>>>;

enum Slot {
    Waits(Call),
    Over(anyhow::Result<String>),
}

pub async fn collect(ids: &[u32]) -> Vec<anyhow::Result<String>> {
    let mut slots: Vec<Slot> = ids
        .iter()
        .map(|&id| Slot::Waits(Box::pin(fetch_item(id))))
        .collect();
    poll_fn(|cx| {
        let mut waiting = false;
        for slot in &mut slots {
            if let Slot::Waits(call) = slot {
                match call.as_mut().poll(cx) {
                    Poll::Ready(result) => *slot = Slot::Over(result),
                    Poll::Pending => waiting = true,
                }
            }
        }
        if waiting {
            Poll::Pending
        } else {
            Poll::Ready(())
        }
    })
    .await;
    slots
        .into_iter()
        .filter_map(|slot| match slot {
            Slot::Over(result) => Some(result),
            Slot::Waits(_) => None,
        })
        .collect()
}

pub async fn abort(ids: &[u32]) -> anyhow::Result<Vec<String>> {
    let mut items = vec![String::new(); ids.len()];
    let mut calls: Vec<_> = ids
        .iter()
        .enumerate()
        .map(|(place, &id)| Box::pin(async move { (place, fetch_item(id).await) }))
        .collect();
    while !calls.is_empty() {
        let ((place, result), _, rest) = select_all(calls).await;
        items[place] = result?;
        calls = rest;
    }
    Ok(items)
}

pub async fn bounded(ids: &[u32], limit: usize) -> Vec<anyhow::Result<String>> {
    let mut results = Vec::with_capacity(ids.len());
    for batch in ids.chunks(limit) {
        results.append(&mut collect(batch).await);
    }
    results
}
