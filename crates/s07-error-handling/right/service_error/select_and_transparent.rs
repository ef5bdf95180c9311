// Network and Internal are transparent: they show nothing of their own.
use std::time::Duration;

use reqwest::Client;

#[derive(Debug, thiserror::Error)]
#[allow(dead_code)]
pub enum ServiceError {
    #[error(transparent)]
    Network(#[from] reqwest::Error),
    #[error("no complete answer within {} ms", .0.as_millis())]
    Timeout(Duration),
    #[error("too many requests")]
    RateLimit { retry_after: Option<Vec<u8>> },
    #[error("{0}: not allowed")]
    Auth(u16),
    #[error("{0}")]
    Status(u16),
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

use ServiceError::*;

pub async fn call_service(
    client: &Client,
    url: &str,
    token: &str,
    limit: Duration,
) -> Result<String, ServiceError> {
    let request = client
        .get(url)
        .header("authorization", ["Bearer ", token].concat())
        .build()?;
    let over = tokio::time::sleep(limit);
    let exchange = async {
        let r = client.execute(request).await?;
        let s = r.status();
        if s.is_success() {
            Ok(r.text().await?)
        } else if s == 429 {
            let h = r.headers().iter().find(|(n, _)| **n == "retry-after");
            Err(RateLimit {
                retry_after: h.map(|(_, v)| v.as_bytes().to_vec()),
            })
        } else if [401, 403].contains(&s.as_u16()) {
            Err(Auth(s.as_u16()))
        } else {
            Err(Status(s.as_u16()))
        }
    };
    tokio::select! {
        biased;
        r = exchange => r,
        () = over => Err(Timeout(limit)),
    }
}
