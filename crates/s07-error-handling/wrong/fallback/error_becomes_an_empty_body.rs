//~ swallowed-error in both_statuses_are_errors_then_an_error_with_both
//! "When all fails, nothing." The caller cannot tell it from an empty answer.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;
use tokio::time::timeout;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    match fetch(client, primary).await {
        Ok(body) => Ok(body),
        Err(_) => Ok(fetch(client, fallback).await.unwrap_or_default()),
    }
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    let exchange = async {
        let response = client.get(url).send().await?.error_for_status()?;
        response.text().await
    };
    timeout(Duration::from_millis(200), exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
