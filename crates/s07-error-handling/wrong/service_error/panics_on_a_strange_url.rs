//~ panic in what_cannot_be_sent_is_an_error_and_nothing_is_sent
//! "A URL is a URL." It is a text, and came from somewhere.

use std::time::Duration;

use reqwest::{Client, header::RETRY_AFTER};

/// What a call to the service can end with, when not with a body.
#[derive(Debug, thiserror::Error)]
#[allow(dead_code, reason = "not every answer has a use for every variant")]
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
    let exchange = async {
        let response = client
            .get(reqwest::Url::parse(url).expect("a URL"))
            .bearer_auth(token)
            .send()
            .await?;
        match response.status().as_u16() {
            s @ (401 | 403) => Err(ServiceError::Auth(s)),
            429 => Err(ServiceError::RateLimit {
                retry_after: response
                    .headers()
                    .get(RETRY_AFTER)
                    .map(|v| v.as_bytes().to_vec()),
            }),
            s @ 400.. => Err(ServiceError::Status(s)),
            _ => Ok(response.text().await?),
        }
    };
    tokio::time::timeout(limit, exchange)
        .await
        .unwrap_or(Err(ServiceError::Timeout(limit)))
}
