//~ E0277
//! "A box for the future." It does not say that it is `Send`, so nobody may count on it.

use std::pin::Pin;

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
    Ok(response.text().await?)
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> Pin<Box<dyn Future<Output = Result<String, FetchError>> + 'a>> {
    Box::pin(fetch_data(client, url))
}
