//! Boxed futures of one type, in a list.

use std::pin::Pin;

use futures::future::join_all;

pub async fn map_all<'a, T, R, F>(items: &'a [T], f: F) -> Vec<R>
where
    F: AsyncFn(&'a T) -> R,
{
    let f = &f;
    let mut calls: Vec<Pin<Box<dyn Future<Output = R> + '_>>> = Vec::new();
    for item in items {
        calls.push(Box::pin(f(item)));
    }
    join_all(calls).await
}

pub async fn fetch_all<F>(urls: &[String], heading: &str, fetch: F) -> Vec<String>
where
    F: AsyncFn(&str) -> String,
{
    let pages = map_all(urls, async |url| fetch(url).await).await;
    let headed = pages.into_iter().map(|page| format!("{heading}: {page}"));
    headed.collect()
}
