//! One function decides what a failure is; it is asked once or twice.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;

const LIMIT: Duration = Duration::from_millis(200);

/// The body that `primary` answers with, or else the one that `fallback` answers with. Each of the
/// two has 200 ms.
///
/// # Errors
///
/// Both failed. `{:#}` names both URLs, and what happened to each.
pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let first = match fetch(client, primary).await {
        Ok(body) => return Ok(body),
        Err(first) => first,
    };
    // A chain has one cause for each link. The first error ended in words, the second stays whole.
    fetch(client, fallback)
        .await
        .with_context(|| format!("{first:#}; and the fallback failed too"))
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    let exchange = async {
        let response = client.get(url).send().await?;
        response.error_for_status()?.text().await
    };
    tokio::time::timeout(LIMIT, exchange)
        .await
        .with_context(|| format!("{url} did not answer in {LIMIT:?}"))?
        .with_context(|| format!("cannot fetch {url}"))
}
