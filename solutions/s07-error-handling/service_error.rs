//! The exchange is one future, from the request to the last byte, and the limit is around it.

use std::time::Duration;

use reqwest::Client;
use reqwest::header::RETRY_AFTER;

/// What a call to the service can end with, when not with a body.
#[derive(Debug, thiserror::Error)]
#[allow(dead_code, reason = "not every answer has a use for every variant")]
pub enum ServiceError {
    /// No answer, or not all of it: nobody listens, the connection ended.
    #[error("the network failed")]
    Network(#[from] reqwest::Error),

    /// The answer was not there in full within this time, the limit of the call.
    #[error("no complete answer within {0:?}")]
    Timeout(Duration),

    /// Status 429.
    #[error("too many requests")]
    RateLimit {
        /// The bytes of the header `Retry-After`, as they came.
        retry_after: Option<Vec<u8>>,
    },

    /// Status 401 or 403.
    #[error("the token was not accepted: status {0}")]
    Auth(u16),

    /// Any other status that is no success.
    #[error("unexpected status {0}")]
    Status(u16),

    /// Whatever else keeps a call from being made.
    #[error("the call could not be made")]
    Internal(#[source] anyhow::Error),
}

/// The body that `url` answers with, to a caller who shows `token`. All of it comes within `limit`.
///
/// # Errors
///
/// One variant of [`ServiceError`] for each thing that can go wrong.
pub async fn call_service(
    client: &Client,
    url: &str,
    token: &str,
    limit: Duration,
) -> Result<String, ServiceError> {
    let exchange = async {
        let response = client.get(url).bearer_auth(token).send().await?;
        match response.status().as_u16() {
            200..=299 => Ok(response.text().await?),
            status @ (401 | 403) => Err(ServiceError::Auth(status)),
            429 => {
                let header = response.headers().get(RETRY_AFTER);
                Err(ServiceError::RateLimit {
                    retry_after: header.map(|value| value.as_bytes().to_vec()),
                })
            }
            status => Err(ServiceError::Status(status)),
        }
    };
    match tokio::time::timeout(limit, exchange).await {
        Ok(output) => output,
        Err(_) => Err(ServiceError::Timeout(limit)),
    }
}
