//~ swallowed-error in both_statuses_are_errors_then_an_error_with_both
//~ swallowed-error in silence_at_both_then_an_error_with_both
//! "503, what more is there to say?" Who said it.

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
        let response = client.get(url).send().await?;
        let status = response.status();
        anyhow::ensure!(status.is_success(), "the service answered {status}");
        Ok(response.text().await?)
    };
    timeout(Duration::from_millis(200), exchange)
        .await
        .context("no answer in time")?
}
