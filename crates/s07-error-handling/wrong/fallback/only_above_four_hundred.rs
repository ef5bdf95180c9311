//~ ignored-status in status_of_the_primary_is_an_error_then_the_fallback
//~ ignored-status in causes_of_different_kinds_stand_in_the_error
//! "Errors lie above 400." 400 itself is one.

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
    let status = response.status();
    if status.as_u16() > 400 {
        bail!("{url} answered {status}");
    }
    let body = response.text().await;
    body.with_context(|| format!("cannot read the body of {url}"))
}
