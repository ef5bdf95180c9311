//~ client-per-call in client_that_is_given_is_used
//! "A client with the limit built in." The one that was given has connections, headers, and a proxy
//! that this one knows nothing of.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;

pub async fn fetch_with_fallback(
    _client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let client = Client::builder()
        .no_proxy()
        .timeout(Duration::from_millis(200))
        .build()
        .context("cannot make a client")?;
    let first = match fetch(&client, primary).await {
        Ok(body) => return Ok(body),
        Err(first) => first,
    };
    fetch(&client, fallback)
        .await
        .with_context(|| format!("{first:#}"))
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    let exchange = async {
        let response = client.get(url).send().await?.error_for_status()?;
        response.text().await
    };
    exchange
        .await
        .with_context(|| format!("cannot fetch {url}"))
}
