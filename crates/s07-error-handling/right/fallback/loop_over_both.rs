//! A loop over the two; what failed is put together at the end.

use std::time::Duration;

use reqwest::Client;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let mut failures = Vec::new();
    for url in [primary, fallback] {
        let request = client.get(url).timeout(Duration::from_millis(200));
        let answer = match request.send().await.and_then(|r| r.error_for_status()) {
            Ok(response) => response.text().await,
            Err(error) => Err(error),
        };
        match answer {
            Ok(body) => return Ok(body),
            Err(error) => failures.push(format!("{url}: {:#}", anyhow::Error::from(error))),
        }
    }
    anyhow::bail!("no service answered: {}", failures.join("; "))
}
