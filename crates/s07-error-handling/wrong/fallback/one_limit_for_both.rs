//~ wrong-result in silence_at_the_primary_then_the_fallback
//~ swallowed-error in silence_at_both_then_an_error_with_both
//~ wrong-result in fallback_has_a_limit_of_its_own
//! "200 ms for the whole." A silent primary uses them up, and the fallback is never asked.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;
use tokio::time::timeout;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let both = async {
        match fetch(client, primary).await {
            Ok(body) => Ok(body),
            Err(first) => fetch(client, fallback)
                .await
                .with_context(|| format!("{first:#}")),
        }
    };
    timeout(Duration::from_millis(200), both)
        .await
        .context("neither answered in time")?
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
