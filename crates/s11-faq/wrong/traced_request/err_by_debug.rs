//~ leaked-secret in token_is_written_nowhere
//~ swallowed-error in refused_then_there_is_an_error
//! "`err(Debug)` writes all there is." All there is has the token in it, and not the text that the
//! backend has for others.

use s11_faq::backend::{Refused, answer};
use tracing::{Level, Subscriber, info, instrument};
use tracing_subscriber::fmt::MakeWriter;

#[instrument(skip(token), err(Debug))]
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    info!("request begins");
    let answered = answer(id, token).await?;
    info!("request ends");
    Ok(answered)
}

pub fn subscriber<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .with_writer(writer)
        .finish()
}
