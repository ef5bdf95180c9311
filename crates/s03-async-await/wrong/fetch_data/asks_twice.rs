//~ wrong-result in good_answer_then_its_body
//! "First ask whether the page is there, then fetch it." Two requests, and between them the page may
//! go.

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
    let head = client.get(url).send().await?;
    let status = head.status();
    if status.is_client_error() || status.is_server_error() {
        return Err(FetchError::Status(status.as_u16()));
    }
    Ok(client.get(url).send().await?.text().await?)
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    async move {
        let head = client.get(url).send().await?;
        let status = head.status();
        if status.is_client_error() || status.is_server_error() {
            return Err(FetchError::Status(status.as_u16()));
        }
        Ok(client.get(url).send().await?.text().await?)
    }
}
