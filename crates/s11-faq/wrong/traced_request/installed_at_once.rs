//~ wrong-result in two_subscribers_side_by_side
//! "A subscriber that is not installed writes nothing, so install it." For everybody, for ever; and
//! the next one cannot be.

use s11_faq::backend::{Refused, answer};
use tracing::{Level, Subscriber, error, info, instrument};
use tracing_subscriber::Registry;
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

pub fn subscriber<W>(writer: W) -> Registry
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let all = tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .with_writer(writer)
        .finish();
    let _ = tracing::subscriber::set_global_default(all);
    tracing_subscriber::registry()
}
