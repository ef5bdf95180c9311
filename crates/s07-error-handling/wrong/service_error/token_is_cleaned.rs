//~ wrong-result in what_cannot_be_sent_is_an_error_and_nothing_is_sent
//! "Take out what does not fit." What is sent then is a token that nobody has given.

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
    let token: String = token.chars().filter(|c| !c.is_control()).collect();
    let exchange = async {
        let response = client.get(url).bearer_auth(&token).send().await?;
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
