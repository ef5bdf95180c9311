//~ wrong-result in over_or_dropped_then_the_span_is_closed
//! "A task in the span warns of slow requests." It keeps the span open when the request is long
//! over.

use s11_faq::backend::{Refused, answer};
use std::time::Duration;

use tracing::{Instrument, Level, Span, Subscriber, error, info, instrument, warn};
use tracing_subscriber::fmt::MakeWriter;

#[instrument(skip(token))]
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    info!("request begins");
    let slow = async {
        tokio::time::sleep(Duration::from_secs(60)).await;
        warn!("a slow request");
    };
    tokio::spawn(slow.instrument(Span::current()));
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
