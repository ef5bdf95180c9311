//~ wrong-result in events_of_a_request_are_in_its_span
//! "Each event is in a span with this name and id." Whoever asks how long a request took finds three.

use s11_faq::backend::{Refused, answer};
use tracing::{Instrument, Subscriber, error, info, info_span};
use tracing_subscriber::fmt::MakeWriter;
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    info_span!("process_request", id).in_scope(|| info!("request begins"));
    let r = answer(id, token)
        .instrument(info_span!("process_request", id))
        .await;
    info_span!("process_request", id).in_scope(|| match &r {
        Ok(_) => info!("request ends"),
        Err(error) => error!(%error, "failed"),
    });
    r
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
