//~ unbounded-wait in silence_at_the_primary_then_the_fallback
//~ unbounded-wait in limit_is_one_for_head_and_body
//! "`send` is the request." It is over with the head; the body is still on its way, or is not.

use std::time::Duration;

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
    let response = timeout(Duration::from_millis(200), client.get(url).send())
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))?;
    let body = response.error_for_status()?.text().await;
    body.with_context(|| format!("cannot read {url}"))
}
