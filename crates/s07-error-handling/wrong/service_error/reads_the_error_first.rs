//~ wrong-result in error_status_whose_body_stalls_is_told_without_it
//! "Read the answer, then look." The status was there all along.

use std::time::Duration;

use reqwest::Client;
use reqwest::header::RETRY_AFTER;

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
    let exchange = async {
        let response = client.get(url).bearer_auth(token).send().await?;
        let status = response.status().as_u16();
        let header = response.headers().get(RETRY_AFTER);
        let retry_after = header.map(|value| value.as_bytes().to_vec());
        let body = response.text().await?;
        match status {
            200..=299 => Ok(body),
            401 | 403 => Err(ServiceError::Auth(status)),
            429 => Err(ServiceError::RateLimit { retry_after }),
            _ => Err(ServiceError::Status(status)),
        }
    };
    match tokio::time::timeout(limit, exchange).await {
        Ok(output) => output,
        Err(_) => Err(ServiceError::Timeout(limit)),
    }
}
