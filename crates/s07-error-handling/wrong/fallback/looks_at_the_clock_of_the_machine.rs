//~ unbounded-wait in limit_follows_the_clock_of_tokio_and_no_other
//! "What is left of 200 ms, says `Instant`." That of std, and the timer has another clock.

use std::time::{Duration, Instant};

use anyhow::Context;
use reqwest::Client;
use tokio::time::timeout;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let first = match fetch(client, primary).await {
        Ok(body) => return Ok(body),
        Err(first) => first,
    };
    fetch(client, fallback)
        .await
        .with_context(|| format!("{first:#}"))
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    let (began, limit) = (Instant::now(), Duration::from_millis(200));
    let late = || format!("no answer from {url} in time");
    let failed = || format!("cannot fetch {url}");
    let head = timeout(limit, client.get(url).send()).await;
    let head = head.with_context(late)?.with_context(failed)?;
    let mut response = head.error_for_status().with_context(failed)?;
    let mut body = Vec::new();
    loop {
        let left = limit.checked_sub(began.elapsed()).with_context(late)?;
        let chunk = timeout(left, response.chunk()).await;
        match chunk.with_context(late)?.with_context(failed)? {
            Some(chunk) => body.extend_from_slice(&chunk),
            None => return Ok(String::from_utf8(body)?),
        }
    }
}
