//~ unbounded-wait in silence_at_both_then_an_error_with_both
//! "Twice 200 ms are 400." Where the primary fails at once, the fallback has all of it.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;
use tokio::time::Instant;

const LIMIT: Duration = Duration::from_millis(200);

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let began = Instant::now();
    let first = match fetch(client, primary, began + LIMIT).await {
        Ok(body) => return Ok(body),
        Err(first) => first,
    };
    fetch(client, fallback, began + 2 * LIMIT)
        .await
        .with_context(|| format!("{first:#}"))
}

async fn fetch(client: &Client, url: &str, end: Instant) -> anyhow::Result<String> {
    let exchange = async {
        let response = client.get(url).send().await?;
        response.error_for_status()?.text().await
    };
    tokio::time::timeout_at(end, exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
