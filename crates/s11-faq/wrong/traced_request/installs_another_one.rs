//~ wrong-result in two_subscribers_side_by_side
//! "One for whoever asked, and one for everybody else." Nobody else has asked.

use s11_faq::backend::{Refused, answer};
use tracing::{Subscriber, error, info, instrument};
use tracing_subscriber::fmt::MakeWriter;
#[instrument(skip(token))]
pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    info!("request begins");
    match answer(id, token).await {
        Ok(text) => {
            info!("request ends");
            Ok(text)
        }
        Err(error) => {
            error!(%error, "request failed");
            Err(error)
        }
    }
}
pub fn subscriber<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let _ = tracing::subscriber::set_global_default(
        tracing_subscriber::fmt().with_ansi(false).finish(),
    );
    tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(writer)
        .finish()
}
