//~ unbounded-wait in limit_follows_the_clock_of_tokio_and_no_other
//! "A thread with a runtime is independent." It is: of the clock of the caller, and of its end.

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
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let request = client.get(url);
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let exchange = async {
            let response = request.send().await?;
            response.error_for_status()?.text().await
        };
        let limit = Duration::from_millis(200);
        let answer = runtime
            .map(|runtime| runtime.block_on(async { tokio::time::timeout(limit, exchange).await }));
        let _ = sender.send(answer);
    });
    receiver
        .await??
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
