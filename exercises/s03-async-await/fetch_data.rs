//! fetch_data: the same future, written twice.
//! Task and hints: `cargo xtask lesson fetch_data`, `cargo xtask hint fetch_data`
//! 日本語: exercises/s03-async-await/fetch_data.ja.md

use reqwest::Client;

/// Why there is no page.
#[derive(Debug)]
#[allow(dead_code, reason = "not every answer has a use for every variant")]
pub enum FetchError {
    /// The client has no complete answer.
    Http(reqwest::Error),
    /// The answer has this status, from 400 to 599.
    Status(u16),
}

/// The body of the page.
///
/// # Errors
///
/// There is no complete answer, or its status is an error.
pub async fn fetch_data(client: &Client, url: &str) -> Result<String, FetchError> {
    let _ = (client, url);
    todo!("when is an answer a success?")
}

/// The same, without `async fn`.
pub fn fetch_data_desugared<'a>(
    client: &'a Client,
    url: &'a str,
) -> impl Future<Output = Result<String, FetchError>> + Send + 'a {
    let _ = (client, url);
    async { todo!("what does an `async fn` return when it is called?") }
}
