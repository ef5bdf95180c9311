//~ wrong-result in no_message_repeats_its_source
//! "`#[source]` is for the machine, `{0}` is for people." A chain prints both.

use std::time::Duration;

use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Response};
use tokio::time::timeout;

#[derive(Debug, thiserror::Error)]
#[allow(dead_code)]
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
    #[error("the call could not be made: {0}")]
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
        Ok(accepted(response)?.text().await?)
    };
    let late = |_| ServiceError::Timeout(limit);
    timeout(limit, exchange).await.map_err(late)?
}

fn accepted(response: Response) -> Result<Response, ServiceError> {
    match response.status().as_u16() {
        200..=299 => Ok(response),
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
