//! Whoever has the answers, and wants a token for them.

use std::fmt;
use std::time::Duration;

use tokio::time::sleep;
use tracing::info;

/// The token that the backend takes.
pub const TOKEN: &str = "open sesame 8c4f";

/// The backend did not like the token. For whoever looks for the reason, `Debug` shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    token: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the backend refused")
    }
}

impl std::error::Error for Refused {}

/// Asks the backend, which takes `id % 1000` milliseconds, and writes two events of its own.
///
/// # Errors
///
/// It is not the token that the backend takes.
pub async fn answer(id: u64, token: &str) -> Result<String, Refused> {
    info!("asks the backend");
    sleep(Duration::from_millis(id % 1000)).await;
    info!("the backend is done");
    if token == TOKEN {
        Ok(format!("answer {id}"))
    } else {
        Err(Refused {
            token: token.to_owned(),
        })
    }
}
