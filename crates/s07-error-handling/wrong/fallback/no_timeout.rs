//~ unbounded-wait in silence_at_the_primary_then_the_fallback
//~ unbounded-wait in silence_at_both_then_an_error_with_both
//! "A service that is down refuses." One that hangs does not.

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
        let response = client.get(url).send().await?.error_for_status()?;
        response.text().await
    };
    exchange
        .await
        .with_context(|| format!("cannot fetch {url}"))
}
