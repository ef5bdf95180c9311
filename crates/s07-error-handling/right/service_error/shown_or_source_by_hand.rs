//! `Display` and `Error` by hand: what is shown is not the source, and goes on with what lies below.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use reqwest::Client;
use reqwest::header::RETRY_AFTER;
use tokio::time::timeout;

#[derive(Debug)]
#[allow(dead_code)]
pub enum ServiceError {
    Network(reqwest::Error),
    Timeout(Duration),
    RateLimit { retry_after: Option<Vec<u8>> },
    Auth(u16),
    Status(u16),
    Internal(anyhow::Error),
}

impl Display for ServiceError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            ServiceError::Network(error) => error.fmt(f),
            ServiceError::Timeout(limit) => write!(f, "nothing within {} ms", limit.as_millis()),
            ServiceError::RateLimit { retry_after: None } => f.write_str("too many requests"),
            ServiceError::RateLimit {
                retry_after: Some(value),
            } => write!(f, "too many requests; again after {}", value.escape_ascii()),
            ServiceError::Auth(status) => write!(f, "no entry: {status}"),
            ServiceError::Status(status) => write!(f, "status {status}"),
            ServiceError::Internal(error) => error.fmt(f),
        }
    }
}

impl Error for ServiceError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ServiceError::Network(error) => error.source(),
            ServiceError::Internal(error) => error.source(),
            _ => None,
        }
    }
}

impl From<reqwest::Error> for ServiceError {
    fn from(error: reqwest::Error) -> ServiceError {
        ServiceError::Network(error)
    }
}

pub async fn call_service(
    client: &Client,
    url: &str,
    token: &str,
    limit: Duration,
) -> Result<String, ServiceError> {
    let exchange = async {
        let response = client.get(url).bearer_auth(token).send().await?;
        let retry_after = response.headers().get(RETRY_AFTER);
        let retry_after = retry_after.map(|value| value.as_bytes().to_owned());
        let error = match response.error_for_status() {
            Ok(response) => return Ok(response.text().await?),
            Err(error) => error,
        };
        Err(match error.status().map(|status| status.as_u16()) {
            Some(status @ (401 | 403)) => ServiceError::Auth(status),
            Some(429) => ServiceError::RateLimit { retry_after },
            Some(status) => ServiceError::Status(status),
            None => ServiceError::Network(error),
        })
    };
    match timeout(limit, exchange).await {
        Ok(output) => output,
        Err(_) => Err(ServiceError::Timeout(limit)),
    }
}
