//~ span-across-await in two_requests_and_the_caller_are_kept_apart
//! "Enter the span, and leave it at the end of the block." Between the two the task waits, and the
//! thread writes for others.

use s11_faq::backend::{Refused, answer};
use tracing::{Level, Subscriber, error, info, info_span};
use tracing_subscriber::fmt::MakeWriter;

pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    let span = info_span!("process_request", id);
    let _entered = span.enter();
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
