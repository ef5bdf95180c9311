//~ wrong-result in status_of_the_primary_is_an_error_then_the_fallback
//~ wrong-result in both_statuses_are_errors_then_an_error_with_both
//! "Once more cannot hurt." It is a service in trouble that gets twice the load.

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
        Err(_) => match fetch(client, primary).await {
            Ok(body) => return Ok(body),
            Err(first) => first,
        },
    };
    fetch(client, fallback)
        .await
        .with_context(|| format!("{first:#}"))
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
