//! A task for each exchange, a timer beside it, and an error type of its own.

use std::fmt;
use std::time::Duration;

use reqwest::Client;
use tokio::task::JoinSet;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    let mut both = Both(Vec::new());
    for url in [primary, fallback] {
        let mut tasks = JoinSet::new();
        let request = client.get(url);
        tasks.spawn(async move {
            let mut response = request.send().await?;
            let mut body = Vec::new();
            while let Some(chunk) = response.chunk().await? {
                body.extend_from_slice(&chunk);
            }
            Ok::<_, reqwest::Error>((response.status(), body))
        });
        let cause = tokio::select! {
            Some(answer) = tasks.join_next() => match answer? {
                Ok((status, body)) if status.is_success() => return Ok(String::from_utf8(body)?),
                Ok((status, _)) => anyhow::anyhow!("status {}", status.as_u16()),
                Err(error) => error.into(),
            },
            () = tokio::time::sleep(Duration::from_millis(200)) => anyhow::anyhow!("silence"),
        };
        both.0.push((url.to_owned(), cause));
    }
    Err(both.into())
}

#[derive(Debug)]
struct Both(Vec<(String, anyhow::Error)>);

impl fmt::Display for Both {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (url, cause) in &self.0 {
            writeln!(f, "{url}: {cause:#}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Both {}
