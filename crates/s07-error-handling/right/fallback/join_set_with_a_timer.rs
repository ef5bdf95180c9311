// The request is a task of its own, which is aborted with its set.
use std::time::Duration;

use anyhow::{Context, Result, bail};
use reqwest::Client;
use tokio::task::JoinSet;

async fn ask(client: Client, url: String) -> Result<String> {
    let response = client.get(&url).send().await?;
    match response.status().as_u16() {
        200..=299 => Ok(response.text().await?),
        other => bail!("the status is {other}"),
    }
}

async fn limited(client: &Client, url: &str) -> Result<String> {
    let mut set = JoinSet::new();
    set.spawn(ask(client.clone(), url.to_owned()));
    let joined = tokio::time::timeout(Duration::from_millis(200), set.join_next()).await;
    let r = match joined {
        Ok(Some(Ok(r))) => r,
        Ok(_) => bail!("{url}: the task was lost"),
        Err(e) => Err(e.into()),
    };
    set.shutdown().await;
    r.context(url.to_owned())
}

pub async fn fetch_with_fallback(client: &Client, primary: &str, fallback: &str) -> Result<String> {
    let mut log = String::new();
    for url in [primary, fallback] {
        match limited(client, url).await {
            Ok(text) => return Ok(text),
            Err(e) => log += &format!("[{e:#}] "),
        }
    }
    bail!(log)
}
