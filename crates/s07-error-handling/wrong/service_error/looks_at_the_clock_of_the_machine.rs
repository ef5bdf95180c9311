//~ unbounded-wait in limit_follows_the_clock_of_tokio_and_no_other
//! "Look at the time now and then." At that of another clock, and each look costs a poll.

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
    let began = std::time::Instant::now();
    let late = async {
        while began.elapsed() < limit {
            let pause = || std::thread::sleep(Duration::from_millis(5));
            let _ = tokio::task::spawn_blocking(pause).await;
        }
    };
    tokio::select! {
        output = exchange => output,
        () = late => Err(ServiceError::Timeout(limit)),
    }
}
