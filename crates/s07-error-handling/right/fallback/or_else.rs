//! The combinator, over futures of both.

use std::time::Duration;

use anyhow::Context;
use futures::TryFutureExt;
use reqwest::Client;
use tokio::time::timeout;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    fetch(client, primary)
        .or_else(|first| {
            fetch(client, fallback)
                .map_err(move |second| anyhow::anyhow!("{first:#}, then {second:#}"))
        })
        .await
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
