//~ wrong-result in both_statuses_are_errors_then_an_error_with_both
//! "The fallback is the last hope, so ask once more." It is in trouble, too.

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
    if let Ok(body) = fetch(client, fallback).await {
        return Ok(body);
    }
    fetch(client, fallback)
        .await
        .with_context(|| format!("{first:#}"))
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    let exchange = async {
        let response = client.get(url).send().await?;
        response.error_for_status()?.text().await
    };
    tokio::time::timeout(Duration::from_millis(200), exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
