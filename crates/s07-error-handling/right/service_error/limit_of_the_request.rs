//! The limit of the request covers the body too; its error tells which of the two it was.

use std::time::Duration;

use reqwest::{Client, StatusCode};

#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    #[error("the network failed")]
    Network(#[from] reqwest::Error),
    #[error("no complete answer within {0:?}")]
    Timeout(Duration),
    #[error("too many requests")]
    RateLimit { retry_after: Option<Vec<u8>> },
    #[error("the token was not accepted: status {0}")]
    Auth(u16),
    #[error("unexpected status {0}")]
    Status(u16),
    #[error("the call could not be made")]
    Internal(#[source] anyhow::Error),
}

pub async fn call_service(
    client: &Client,
    url: &str,
    token: &str,
    limit: Duration,
) -> Result<String, ServiceError> {
    let by_kind = |error: reqwest::Error| match error.is_timeout() {
        true => ServiceError::Timeout(limit),
        false => ServiceError::Network(error),
    };
    let request = client.get(url).bearer_auth(token).timeout(limit);
    let response = request.send().await.map_err(by_kind)?;
    let status = response.status();
    if status.is_success() {
        return response.text().await.map_err(by_kind);
    }
    Err(match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => ServiceError::Auth(status.as_u16()),
        StatusCode::TOO_MANY_REQUESTS => ServiceError::RateLimit {
            retry_after: response
                .headers()
                .get("retry-after")
                .map(|v| v.as_bytes().into()),
        },
        _ => ServiceError::Status(status.as_u16()),
    })
}
