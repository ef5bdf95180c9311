//~ leaked-secret in token_is_written_nowhere
//! "Four letters show which token it was, and give nothing away." They are four fewer to guess.

use s11_faq::backend::{Refused, answer};
use tracing::{Subscriber, error, info, instrument};
use tracing_subscriber::fmt::MakeWriter;
#[instrument(skip(token))]
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    info!(token = &token[..token.len().min(4)], "request begins");
    match answer(id, token).await {
        Ok(text) => {
            info!("request ends");
            Ok(text)
        }
        Err(error) => {
            error!(%error, "request failed");
            Err(error)
        }
    }
}
pub fn subscriber<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::INFO)
        .with_ansi(false)
        .with_writer(writer)
        .finish()
}
