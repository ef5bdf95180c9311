//! Both call a third function.

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
    fetch(client, url).await
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    fetch(client, url)
}

async fn fetch(client: &Client, url: &str) -> Result<String, FetchError> {
    let response = client.get(url).send().await?;
    match response.status().as_u16() {
        status @ 400.. => Err(FetchError::Status(status)),
        _ => response.text().await.map_err(FetchError::from),
    }
}
