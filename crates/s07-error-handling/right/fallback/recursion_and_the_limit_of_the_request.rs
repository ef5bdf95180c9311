//! The first of a list of addresses that answers; what went wrong before is the context of the rest.

use std::time::Duration;

use anyhow::{Context, bail};
use reqwest::Client;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    first_of(client, &[primary, fallback]).await
}

async fn first_of(client: &Client, urls: &[&str]) -> anyhow::Result<String> {
    let Some((url, rest)) = urls.split_first() else {
        bail!("nobody is left to ask");
    };
    let exchange = async {
        let request = client.get(*url).timeout(Duration::from_millis(200));
        let response = request.send().await?;
        response.error_for_status_ref()?;
        response.bytes().await
    };
    match exchange.await {
        Ok(body) => Ok(String::from_utf8_lossy(&body).into_owned()),
        Err(error) => {
            let error = anyhow::Error::from(error.without_url());
            let rest = Box::pin(first_of(client, rest)).await;
            rest.with_context(|| format!("{url}: {error:#}"))
        }
    }
}
