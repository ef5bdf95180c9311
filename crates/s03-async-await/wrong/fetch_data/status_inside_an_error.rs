//~ wrong-result in error_status_is_no_page
//! "`error_for_status` makes an error of it." One of the client, in which the caller has to look for
//! the status.

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
    let response = client.get(url).send().await?.error_for_status()?;
    Ok(response.text().await?)
}

pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    async move {
        let response = client.get(url).send().await?.error_for_status()?;
        Ok(response.text().await?)
    }
}
