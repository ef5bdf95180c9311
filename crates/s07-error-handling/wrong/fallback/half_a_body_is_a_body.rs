//~ wrong-result in nobody_listens_or_the_connection_ends_then_the_fallback
//! "Read while there is something." The end of the connection is not the end of the body.

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
    let exchange = async {
        let mut response = client.get(url).send().await?.error_for_status()?;
        let mut body = String::new();
        while let Ok(Some(chunk)) = response.chunk().await {
            body.push_str(&String::from_utf8_lossy(&chunk));
        }
        Ok::<_, reqwest::Error>(body)
    };
    timeout(Duration::from_millis(200), exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
