//~ works-after-drop in limit_passes_then_the_exchange_is_over
//! "The set ends all tasks when it is dropped." Until then the primary is still asked, although nobody
//! waits for it any more.

use std::time::Duration;

use anyhow::Context;
use reqwest::Client;
use tokio::task::JoinSet;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let mut tasks = JoinSet::new();
    let mut failures = Vec::new();
    for url in [primary, fallback] {
        let request = client.get(url);
        let (sender, receiver) = tokio::sync::oneshot::channel();
        tasks.spawn(async move {
            let answer = async {
                let response = request.send().await?;
                response.error_for_status()?.text().await
            };
            let _ = sender.send(answer.await);
        });
        match tokio::time::timeout(Duration::from_millis(200), receiver).await {
            Ok(answer) => match answer?.with_context(|| format!("cannot fetch {url}")) {
                Ok(body) => return Ok(body),
                Err(error) => failures.push(format!("{error:#}")),
            },
            Err(_) => failures.push(format!("no answer from {url} in time")),
        }
    }
    anyhow::bail!(failures.join("; "))
}
