//~ wrong-result in events_of_a_request_are_in_its_span
//! "The attribute for the function, and a span for the block." One request, two spans.

use s11_faq::backend::{Refused, answer};
use tracing::{Instrument, Level, Subscriber, error, info, info_span, instrument};
use tracing_subscriber::fmt::MakeWriter;

#[instrument(skip(token))]
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    async {
        info!("request begins");
        let answered = answer(id, token).await;
        match &answered {
            Ok(_) => info!("request ends"),
            Err(error) => error!(%error, "request failed"),
        }
        answered
    }
    .instrument(info_span!("process_request", id))
    .await
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
