//! The span is made inside, and the block is put into it.

use s11_faq::backend::{Refused, answer};
use tracing::level_filters::LevelFilter;
use tracing::{Instrument, Subscriber, error, info, info_span};
use tracing_subscriber::fmt::{self, MakeWriter};
use tracing_subscriber::layer::SubscriberExt;

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
    let lines = fmt::layer().with_ansi(false).with_writer(writer);
    tracing_subscriber::registry()
        .with(LevelFilter::INFO)
        .with(lines)
}
