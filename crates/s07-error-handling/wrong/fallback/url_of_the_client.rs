//~ swallowed-error in urls_stand_in_the_error_as_they_were_given
//! "The client knows its URL." It knows it in a form of its own, and nobody finds it in their
//! configuration.

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

async fn fetch(client: &Client, given: &str) -> anyhow::Result<String> {
    let url = reqwest::Url::parse(given).with_context(|| format!("`{given}` is no URL"))?;
    let exchange = async {
        let response = client.get(url.clone()).send().await?;
        response.error_for_status()?.text().await
    };
    tokio::time::timeout(Duration::from_millis(200), exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
