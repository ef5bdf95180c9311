//~ wrong-result in both_statuses_are_errors_then_an_error_with_both
//! "The same URL will fail again." It is the caller who says whom to ask, and the second answer may be
//! a good one.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;

async fn ask(client: &Client, url: &str) -> anyhow::Result<String> {
    let exchange = async {
        let response = client.get(url).send().await?.error_for_status()?;
        anyhow::ensure!(
            response.status().is_success(),
            "status {}",
            response.status()
        );
        anyhow::Ok(response.text().await?)
    };
    tokio::time::timeout(Duration::from_millis(200), exchange)
        .await
        .context("took too long")
        .flatten()
        .with_context(|| format!("asking {url}"))
}

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let first = match ask(client, primary).await {
        Ok(body) => return Ok(body),
        Err(e) => e,
    };
    anyhow::ensure!(primary != fallback, "{first:#}; {fallback} is the same");
    ask(client, fallback)
        .await
        .with_context(|| format!("{first:#}; then"))
}
