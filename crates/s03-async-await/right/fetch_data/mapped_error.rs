//! The client decides what an error status is; its number is taken out again.

use reqwest::Client;

#[derive(Debug)]
pub enum FetchError {
    Http(reqwest::Error),
    Status(u16),
}

pub async fn fetch_data(client: &Client, url: &str) -> Result<String, FetchError> {
    let response = client.get(url).send().await.map_err(FetchError::Http)?;
    let response = response
        .error_for_status()
        .map_err(|error| match error.status() {
            Some(status) => FetchError::Status(status.as_u16()),
            None => FetchError::Http(error),
        })?;
    response.text().await.map_err(FetchError::Http)
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    async move {
        let response = client.get(url).send().await.map_err(FetchError::Http)?;
        let response = response
            .error_for_status()
            .map_err(|error| match error.status() {
                Some(status) => FetchError::Status(status.as_u16()),
                None => FetchError::Http(error),
            })?;
        response.text().await.map_err(FetchError::Http)
    }
}
