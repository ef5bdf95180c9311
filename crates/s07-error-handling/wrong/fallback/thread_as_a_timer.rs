//~ unbounded-wait in limit_follows_the_clock_of_tokio_and_no_other
//! "A thread that sleeps is a timer as well." It costs a thread for each request, and knows nothing of
//! the clock of the runtime.

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
    let (over, is_over) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(200));
        let _ = over.send(());
    });
    let answer = tokio::select! {
        answer = exchange => Some(answer),
        _ = is_over => None,
    };
    answer
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
