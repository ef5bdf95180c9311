//~ eager-start in nothing_before_the_first_poll
//! "The span is made first." The call makes it, although nobody has asked for the request yet.

use s11_faq::backend::{Refused, answer};
use tracing::{Instrument, Level, Subscriber, error, info, info_span};
use tracing_subscriber::fmt::MakeWriter;

pub fn process_request(id: u64, token: &str) -> impl Future<Output = Result<String, Refused>> {
    let span = info_span!("process_request", id);
    async move {
        info!("request begins");
        let answered = answer(id, token).await;
        match &answered {
            Ok(_) => info!("request ends"),
            Err(error) => error!(%error, "request failed"),
        }
        answered
    }
    .instrument(span)
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
