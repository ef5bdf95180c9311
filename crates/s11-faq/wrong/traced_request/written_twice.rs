//~ wrong-result in refused_then_there_is_an_error
//! "`err` writes the error, and so do I." One failure looks like two.

use s11_faq::backend::{Refused, answer};
use tracing::{Level, Subscriber, error, info, instrument};
use tracing_subscriber::fmt::MakeWriter;

#[instrument(skip(token), err)]
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    info!("request begins");
    let answered = answer(id, token).await;
    match &answered {
        Ok(_) => info!("request ends"),
        Err(error) => error!(%error, "request failed"),
    }
    answered
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
