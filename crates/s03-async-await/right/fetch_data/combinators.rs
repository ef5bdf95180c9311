//! Without a block: one step after the other, as combinators.

use std::future::ready;

use futures::TryFutureExt;
use reqwest::{Client, Response};

#[derive(Debug)]
pub enum FetchError {
    Http(reqwest::Error),
    Status(u16),
}

pub async fn fetch_data(client: &Client, url: &str) -> Result<String, FetchError> {
    fetch_data_desugared(client, url).await
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    client
        .get(url)
        .send()
        .map_err(FetchError::Http)
        .and_then(|response| ready(checked(response)))
        .and_then(|response| response.text().map_err(FetchError::Http))
}

fn checked(response: Response) -> Result<Response, FetchError> {
    match response.status().as_u16() {
        status if status >= 400 => Err(FetchError::Status(status)),
        _ => Ok(response),
    }
}
