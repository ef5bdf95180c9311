//! The first function is what the compiler makes of it; the second says so itself.

use reqwest::Client;

/// Why there is no page.
#[derive(Debug)]
pub enum FetchError {
    /// The client has no complete answer.
    Http(reqwest::Error),
    /// The answer has this status, from 400 to 599.
    Status(u16),
}

impl From<reqwest::Error> for FetchError {
    fn from(error: reqwest::Error) -> FetchError {
        FetchError::Http(error)
    }
}

/// The body of the page.
///
/// # Errors
///
/// There is no complete answer, or its status is an error.
pub async fn fetch_data(client: &Client, url: &str) -> Result<String, FetchError> {
    let response = client.get(url).send().await?;
    let status = response.status();
    // An answer has come, so nothing has failed so far, whatever it says.
    if status.is_client_error() || status.is_server_error() {
        return Err(FetchError::Status(status.as_u16()));
    }
    Ok(response.text().await?)
}

/// The same, without `async fn`.
#[expect(clippy::manual_async_fn, reason = "that is the point")]
pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    // Nothing outside of the block: it would run at the call.
    async move {
        let response = client.get(url).send().await?;
        let status = response.status();
        if status.is_client_error() || status.is_server_error() {
            return Err(FetchError::Status(status.as_u16()));
        }
        Ok(response.text().await?)
    }
}
