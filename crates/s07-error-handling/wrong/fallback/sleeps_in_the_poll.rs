//~ blocked-executor in primary_answers_then_its_body
//! "One branch works, the other one sleeps." Both run on one thread, and it is that thread which
//! sleeps.

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

async fn fetch(client: &Client, url: &str) -> anyhow::Result<String> {
    let exchange = async {
        let response = client.get(url).send().await?;
        response.error_for_status()?.text().await
    };
    let late = async { std::thread::sleep(Duration::from_millis(200)) };
    let answer = tokio::select! {
        biased;
        answer = exchange => Some(answer),
        () = late => None,
    };
    answer
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
