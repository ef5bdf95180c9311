//! Boxed, and with the body read piece by piece.

use futures::FutureExt;
use futures::future::BoxFuture;
use reqwest::Client;

#[derive(Debug)]
pub enum FetchError {
    Http(reqwest::Error),
    Status(u16),
}

impl From<reqwest::Error> for FetchError {
    fn from(error: reqwest::Error) -> FetchError {
        FetchError::Http(error)
    }
}

pub async fn fetch_data(client: &Client, url: &str) -> Result<String, FetchError> {
    let response = client.get(url).send().await?;
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        return Err(FetchError::Status(status.as_u16()));
    }
    let (mut response, mut body) = (response, Vec::new());
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&body).into_owned())
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> BoxFuture<'a, Result<String, FetchError>> {
    fetch_data(client, url).boxed()
}
