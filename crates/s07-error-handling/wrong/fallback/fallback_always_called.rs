//~ eager-start in limit_follows_the_clock_of_tokio_and_no_other
//~ eager-start in fallback_is_asked_after_the_primary_has_failed_and_not_before
//! "Ask both, that is quicker." The fallback has the load of all, also on good days.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;
use tokio::time::timeout;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let (first, second) = tokio::join!(fetch(client, primary), fetch(client, fallback));
    match (first, second) {
        (Ok(body), _) => Ok(body),
        (Err(first), second) => second.with_context(|| format!("{first:#}")),
    }
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
