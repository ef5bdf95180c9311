//~ unbounded-wait in limit_is_one_for_head_and_body
//! "As long as something comes, it lives." A byte now and then keeps the caller for ever.

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
    const LIMIT: Duration = Duration::from_millis(200);
    let late = || format!("no answer from {url} in time");
    let mut response = timeout(LIMIT, client.get(url).send())
        .await
        .with_context(late)?
        .with_context(|| format!("cannot fetch {url}"))?
        .error_for_status()?;
    let mut body = Vec::new();
    while let Some(chunk) = timeout(LIMIT, response.chunk())
        .await
        .with_context(late)?
        .with_context(|| format!("cannot read {url}"))?
    {
        body.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8(body)?)
}
