//! service_error: an error for each thing that can go wrong.
//! Task and hints: `cargo xtask lesson service_error`, `cargo xtask hint service_error`
//! 日本語: exercises/s07-error-handling/service_error.ja.md

use std::time::Duration;

use reqwest::Client;

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
    let _ = (client, url, token, limit);
    todo!("what does the limit have to be put around?")
}
