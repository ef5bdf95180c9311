//~ wrong-result in a_line_for_each_event
//! "A registry is a subscriber." It keeps spans, and writes nothing.

use s11_faq::backend::{Refused, answer};
use tracing::{Level, Subscriber, error, info, instrument};
use tracing_subscriber::fmt::MakeWriter;

#[instrument(skip(token))]
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
    let _ = (writer, Level::INFO);
    tracing_subscriber::registry()
}
