//~ wrong-result in no_complete_answer_then_the_error_of_the_client
//! "Half a page is bad luck, so try once more." It is a second request, and nobody has asked for it.

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
    Ok(response.text().await?)
}

async fn page_or_again(client: &Client, url: &str) -> Result<String, FetchError> {
    match page(client, url).await {
        Err(FetchError::Http(error)) if error.is_body() || error.is_decode() => {
            page(client, url).await
        }
        output => output,
    }
}

pub async fn fetch_data(client: &Client, url: &str) -> Result<String, FetchError> {
    page_or_again(client, url).await
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    page_or_again(client, url)
}
