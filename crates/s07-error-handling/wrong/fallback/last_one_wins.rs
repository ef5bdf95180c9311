//~ wrong-result in primary_answers_then_its_body
//~ wrong-result in primary_is_fine_then_the_fallback_is_not_asked
//! "Ask one after the other, and keep what comes." The loop goes on after the first good answer, and
//! the second one overwrites it.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let mut good = None;
    let mut failures = Vec::new();
    for url in [primary, fallback] {
        match fetch(client, url).await {
            Ok(body) => good = Some(body),
            Err(error) => failures.push(format!("{error:#}")),
        }
    }
    good.with_context(|| failures.join("; "))
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
