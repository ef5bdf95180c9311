//! One moment in the future, and each step ends there; a transparent variant, a header by hand.

use std::time::Duration;

use reqwest::Client;
use reqwest::header::{AUTHORIZATION, HeaderValue, RETRY_AFTER};
use tokio::time::{Instant, timeout_at};

#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    #[error(transparent)]
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
    // A moment too far away to be written down never comes.
    let end = Instant::now() + limit.min(Duration::from_secs(u32::MAX.into()));
    let late = |_| ServiceError::Timeout(limit);
    let bearer = HeaderValue::try_from(format!("Bearer {token}"))
        .map_err(|error| ServiceError::Internal(error.into()))?;
    let request = client.get(url).header(AUTHORIZATION, bearer).build()?;
    let sent = timeout_at(end, client.execute(request));
    let mut response = sent.await.map_err(late)??;
    if let Err(error) = response.error_for_status_ref() {
        let status = error.status().map_or(0, |status| status.as_u16());
        let headers = response.headers_mut();
        return Err(match status {
            401 | 403 => ServiceError::Auth(status),
            429 => ServiceError::RateLimit {
                retry_after: headers
                    .remove(RETRY_AFTER)
                    .map(|value| Vec::from(value.as_bytes())),
            },
            _ => ServiceError::Status(status),
        });
    }
    let mut body = Vec::new();
    while let Some(chunk) = timeout_at(end, response.chunk()).await.map_err(late)?? {
        body.extend_from_slice(&chunk);
    }
    String::from_utf8(body).map_err(|error| ServiceError::Internal(error.into()))
}
