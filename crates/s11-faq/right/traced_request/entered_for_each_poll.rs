//! The span is entered for each poll, by hand.

use std::future::poll_fn;
use std::pin::pin;

use s11_faq::backend::{Refused, answer};
use tracing::{Level, Subscriber, error, info, span};
use tracing_subscriber::fmt::MakeWriter;

pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    let span = span!(Level::INFO, "process_request", id);
    let mut request = pin!(async {
        info!("request begins");
        let answered = answer(id, token).await;
        match &answered {
            Ok(_) => info!("request ends"),
            Err(error) => error!(%error, "request failed"),
        }
        answered
    });
    poll_fn(|context| span.in_scope(|| request.as_mut().poll(context))).await
}

pub fn subscriber<W>(writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    tracing_subscriber::fmt()
        .with_max_level(Level::INFO)
        .with_ansi(false)
        .compact()
        .with_writer(writer)
        .finish()
}
