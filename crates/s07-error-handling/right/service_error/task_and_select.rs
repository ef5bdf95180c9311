//! The exchange in a task of its own, a timer beside it, and the error written by hand.

use std::time::Duration;

use reqwest::Client;
use reqwest::header::RETRY_AFTER;
use tokio::task::JoinSet;

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
    let request = client.get(url).bearer_auth(token);
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let response = request.send().await?;
        let code = response.status().as_u16();
        match code / 100 {
            4 if code == 429 => {
                let mut found = response.headers().get_all(RETRY_AFTER).iter();
                let retry_after = found.next().map(|value| value.as_bytes().to_owned());
                Err(ServiceError::RateLimit { retry_after })
            }
            4 if [401, 403].contains(&code) => Err(ServiceError::Auth(code)),
            2 => response.text().await.map_err(Into::into),
            _ => Err(ServiceError::Status(code)),
        }
    });
    tokio::select! {
        Some(ended) = tasks.join_next() => match ended {
            Ok(output) => output,
            Err(panicked) => Err(ServiceError::Internal(panicked.into())),
        },
        () = tokio::time::sleep(limit) => Err(ServiceError::Timeout(limit)),
    }
}
