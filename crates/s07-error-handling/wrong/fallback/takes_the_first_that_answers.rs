//~ eager-start in limit_follows_the_clock_of_tokio_and_no_other
//! "Ask both, and take the first." The fallback has the load of all, also on good days.

use std::time::Duration;

use anyhow::Context;
use futures::future::{FutureExt, select_ok};
use reqwest::Client;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let both = [
        fetch(client, primary).boxed(),
        fetch(client, fallback).boxed(),
    ];
    let (body, _) = select_ok(both).await?;
    Ok(body)
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    let exchange = async {
        let response = client.get(url).send().await?;
        response.error_for_status()?.text().await
    };
    tokio::time::timeout(Duration::from_millis(200), exchange)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
