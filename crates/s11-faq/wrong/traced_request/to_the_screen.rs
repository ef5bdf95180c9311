//~ wrong-result in a_line_for_each_event
//! "Logs go to standard output."

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
    drop(writer);
    tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .finish()
}
