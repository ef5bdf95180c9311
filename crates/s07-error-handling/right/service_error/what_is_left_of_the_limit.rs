//! Two limits: the body has what the head has left of it. The network error is in a box.

use std::time::Duration;

use reqwest::Client;
use reqwest::header::RETRY_AFTER;
use tokio::time::{Instant, timeout};

#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    #[error("the network failed")]
    Network(#[source] Box<reqwest::Error>),
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

impl From<reqwest::Error> for ServiceError {
    fn from(error: reqwest::Error) -> ServiceError {
        ServiceError::Network(Box::new(error))
    }
}

pub async fn call_service(
    client: &Client,
    url: &str,
    token: &str,
    limit: Duration,
) -> Result<String, ServiceError> {
    let began = Instant::now();
    let late = |_| ServiceError::Timeout(limit);
    let request = client.get(url).bearer_auth(token).send();
    let response = timeout(limit, request).await.map_err(late)??;
    match response.status().as_u16() {
        200..=299 => {
            let left = limit.saturating_sub(began.elapsed());
            Ok(timeout(left, response.text()).await.map_err(late)??)
        }
        status @ (401 | 403) => Err(ServiceError::Auth(status)),
        429 => {
            let header = response.headers().get(RETRY_AFTER);
            Err(ServiceError::RateLimit {
                retry_after: header.map(|value| value.as_bytes().to_vec()),
            })
        }
        status => Err(ServiceError::Status(status)),
    }
}
