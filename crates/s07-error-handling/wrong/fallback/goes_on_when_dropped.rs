//~ works-after-drop in call_is_dropped_then_the_exchange_is_over
//! "When the limit has passed, abort." A caller who drops the call comes by no line of this.

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
    let mut exchange = tokio::spawn(async move {
        let response = request.send().await?;
        response.error_for_status()?.text().await
    });
    let answer = tokio::time::timeout(Duration::from_millis(200), &mut exchange).await;
    exchange.abort();
    answer
        .with_context(|| format!("no answer from {url} in time"))??
        .with_context(|| format!("cannot fetch {url}"))
}
