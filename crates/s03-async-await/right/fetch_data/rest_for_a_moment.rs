//! The rest of an error's body is waited for, so that the connection can be used again; but not for
//! long.

use std::time::Duration;

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

async fn page(client: &Client, url: &str) -> Result<String, FetchError> {
    let response = client.get(url).send().await?;
    let status = response.status().as_u16();
    if status >= 400 {
        let rest = response.bytes();
        let _ = tokio::time::timeout(Duration::from_millis(50), rest).await;
        return Err(FetchError::Status(status));
    }
    Ok(response.text().await?)
}

pub async fn fetch_data(client: &Client, url: &str) -> Result<String, FetchError> {
    page(client, url).await
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    page(client, url)
}
