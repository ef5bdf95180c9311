//! A future by hand: the exchange and a timer, polled one after the other.

use std::pin::Pin;
use std::task::{Context as Polled, Poll};
use std::time::Duration;

use anyhow::Context;
use reqwest::Client;
use tokio::time::Sleep;

struct Limited<F>(Pin<Box<F>>, Pin<Box<Sleep>>);

impl<F: Future> Future for Limited<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Polled<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(output) = self.0.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        self.1.as_mut().poll(context).map(|()| None)
    }
}

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
    let limit = Box::pin(tokio::time::sleep(Duration::from_millis(200)));
    Limited(Box::pin(exchange), limit)
        .await
        .with_context(|| format!("no answer from {url} in time"))?
        .with_context(|| format!("cannot fetch {url}"))
}
