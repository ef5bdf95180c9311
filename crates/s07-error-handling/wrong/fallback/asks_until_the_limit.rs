//~ wrong-result in nobody_listens_or_the_connection_ends_then_the_fallback
//! "As long as there is time, ask again." Each is asked once, and a service in trouble is left alone.

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
    let exchange = async {
        let mut response = client.get(url).send().await;
        for _ in 0..2 {
            if response.is_err() {
                tokio::time::sleep(Duration::from_millis(10)).await;
                response = client.get(url).send().await;
            }
        }
        let response = response?;
        response.error_for_status()?.text().await
    };
    tokio::time::timeout(Duration::from_millis(200), exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
