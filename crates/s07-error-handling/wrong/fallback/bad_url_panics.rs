//~ panic in text_that_is_no_url_is_a_failure_of_its_side
//! "URLs come from the configuration, and that was checked." Until somebody edits it.

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
        let response = client.get(reqwest::Url::parse(url).unwrap()).send().await?;
        response.error_for_status()?.text().await
    };
    tokio::time::timeout(Duration::from_millis(200), exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
