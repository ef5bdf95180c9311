//~ unbounded-wait in silence_at_both_then_an_error_with_both
//! "The fallback is the last hope, so wait for it." It may be as silent as the primary.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let first = match fetch(client, primary).await {
        Ok(body) => return Ok(body),
        Err(first) => first,
    };
    ask(client, fallback)
        .await
        .with_context(|| format!("{fallback} failed, too; {first:#}"))
}

async fn ask(client: &Client, url: &str) -> reqwest::Result<String> {
    let response = client.get(url).send().await?;
    response.error_for_status()?.text().await
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    tokio::time::timeout(Duration::from_millis(200), ask(client, url))
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
