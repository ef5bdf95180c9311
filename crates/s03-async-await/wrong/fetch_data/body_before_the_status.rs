//~ unbounded-wait in error_status_is_no_page
//! "First everything, then judge it." The status has been there for a long time, and the body may never
//! come.

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
    let body = response.text().await?;
    if status.is_client_error() || status.is_server_error() {
        return Err(FetchError::Status(status.as_u16()));
    }
    Ok(body)
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    async move {
        let response = client.get(url).send().await?;
        let status = response.status();
        let body = response.text().await?;
        if status.is_client_error() || status.is_server_error() {
            return Err(FetchError::Status(status.as_u16()));
        }
        Ok(body)
    }
}
