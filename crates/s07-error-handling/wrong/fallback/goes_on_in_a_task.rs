//~ works-after-drop in limit_passes_then_the_exchange_is_over
//! "A task for the exchange, and a limit for its handle." Dropping the handle ends the wait for the
//! task, and not the task.

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
    fetch(client, fallback)
        .await
        .with_context(|| format!("{first:#}"))
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    let request = client.get(url);
    let exchange = tokio::spawn(async move {
        let response = request.send().await?;
        response.error_for_status()?.text().await
    });
    tokio::time::timeout(Duration::from_millis(200), exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))??
        .with_context(|| format!("cannot fetch {url}"))
}
