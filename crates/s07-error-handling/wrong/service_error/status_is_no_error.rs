//~ ignored-status in each_error_status_has_its_variant
//~ ignored-status in retry_after_is_handed_on_byte_for_byte
//! "An error comes as `Err`." An answer came, and the client is content.

use std::time::Duration;

use reqwest::Client;

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
        Ok(response.text().await?)
    };
    match tokio::time::timeout(limit, exchange).await {
        Ok(output) => output,
        Err(_) => Err(ServiceError::Timeout(limit)),
    }
}
