//~ wrong-result in every_status_from_200_to_299_is_good
//~ ignored-status in both_statuses_are_errors_then_an_error_with_both
//~ unbounded-wait in silence_at_the_primary_then_the_fallback
//! "200 is success, and all else is the business of the fallback." Whose status nobody reads.

use anyhow::Context;
use reqwest::Client;

pub async fn fetch_with_fallback(
    client: &Client,
    primary: &str,
    fallback: &str,
) -> anyhow::Result<String> {
    match fetch(client, primary).await {
        Ok((200, body)) => Ok(body),
        Ok((status, _)) => {
            eprintln!("primary answered {status}; asking the fallback");
            Ok(fetch(client, fallback).await?.1)
        }
        Err(error) => {
            eprintln!("primary failed: {error}; asking the fallback");
            Ok(fetch(client, fallback).await?.1)
        }
    }
}

async fn fetch(client: &Client, url: &str) -> anyhow::Result<(u16, String)> {
    let response = client
        .get(url)
        .send()
        .await
        .with_context(|| format!("cannot ask {url}"))?;
    let status = response.status().as_u16();
    let body = response.text().await.context("cannot read the body")?;
    Ok((status, body))
}
