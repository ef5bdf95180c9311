//~ wrong-result in good_answer_then_its_body
//! "White space at the end is no part of a page." The body is what was sent, to the last byte.

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
        return Err(FetchError::Status(status));
    }
    Ok(response.text().await?.trim_end().to_owned())
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
