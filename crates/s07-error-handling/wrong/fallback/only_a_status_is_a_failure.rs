//~ wrong-result in nobody_listens_or_the_connection_ends_then_the_fallback
//! "The fallback is for a service that answers with an error." And a service that is not there?

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;
use tokio::time::timeout;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let response = timeout(Duration::from_millis(200), client.get(primary).send())
        .await
        .context("no answer")??;
    if response.status().is_success() {
        return Ok(response.text().await?);
    }
    fetch(client, fallback)
        .await
        .with_context(|| format!("{primary} answered {}", response.status()))
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
