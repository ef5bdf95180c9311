//~ ignored-status in status_of_the_primary_is_an_error_then_the_fallback
//! "A 4xx is a fault of the client, the service is fine." The body that says so is no answer.

use std::time::Duration;

use anyhow::{Context, bail};
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
    let request = client.get(url).timeout(Duration::from_millis(200));
    let response = request.send().await;
    let response = response.with_context(|| format!("cannot fetch {url}"))?;
    if response.status().is_server_error() {
        bail!("{url} answered {}", response.status());
    }
    let body = response.text().await;
    body.with_context(|| format!("cannot read the body of {url}"))
}
