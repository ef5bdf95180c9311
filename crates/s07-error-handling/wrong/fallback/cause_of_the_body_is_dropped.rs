//~ swallowed-error in causes_of_different_kinds_stand_in_the_error
//! "The head was fine, so what can be wrong?" The error of the body says what, and is thrown away.

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
        let response = client.get(url).send().await?.error_for_status()?;
        let body = response.text().await;
        body.map_err(|_| anyhow::anyhow!("there is no body"))
    };
    tokio::time::timeout(Duration::from_millis(200), exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
