//~ swallowed-error in some_fail_then_the_others_are_not_lost
//~ swallowed-panic in call_that_panics_is_an_error_of_its_id
//! "A text is a text." Whoever reads the first list takes `there is no page 2` for the page.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::stream::{StreamExt, iter};
use s04_composition::service::Service;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let service = &service;
    let mut texts: Vec<(u64, String)> = iter(ids)
        .map(|id| async move {
            let call = AssertUnwindSafe(service.fetch(id)).catch_unwind();
            let text = match call.await {
                Ok(end) => end.unwrap_or_else(|error| error.to_string()),
                Err(_) => String::from("panicked"),
            };
            (id, text)
        })
        .buffer_unordered(limit)
        .collect()
        .await;
    texts.sort();
    (texts, Vec::new())
}
