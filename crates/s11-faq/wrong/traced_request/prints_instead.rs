//~ wrong-result in events_of_a_request_are_in_its_span
//! "What is printed can be read." By one reader, without a level, a span, or a place.

use s11_faq::backend::{Refused, answer};
use tracing::{Level, Subscriber};
use tracing_subscriber::fmt::MakeWriter;

pub async fn process_request(id: u64, token: &str) -> Result<String, Refused> {
    println!("request {id} begins");
    let answered = answer(id, token).await;
    println!("request {id} ends");
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
