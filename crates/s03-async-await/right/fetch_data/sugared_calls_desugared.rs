//! The `async fn` awaits the other one. The request is made at the call, and sent by the first poll.

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
    fetch_data_desugared(client, url).await
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    let request = client.get(url);
    async move {
        let response = request.send().await?;
        let status = response.status().as_u16();
        if status >= 400 {
            return Err(FetchError::Status(status));
        }
        let body = response.bytes().await?;
        Ok(String::from_utf8_lossy(&body).into_owned())
    }
}
