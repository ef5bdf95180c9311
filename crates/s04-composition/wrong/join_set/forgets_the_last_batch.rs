//~ lost-message in all_answer_then_all_are_in_the_first_list
//~ lost-message in limit_beyond_the_number_of_ids_then_all_at_once
//! "When the batch is full, it goes out." The last one is not full, and stays.

use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use futures::future::join_all;
use s04_composition::service::Service;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let mut batch = Vec::new();
    for id in ids {
        let service = service.clone();
        let call = async move { service.fetch(id).await };
        batch.push(
            AssertUnwindSafe(call)
                .catch_unwind()
                .map(move |end| (id, end)),
        );
        if batch.len() == limit {
            for (id, end) in join_all(batch.drain(..)).await {
                match end {
                    Ok(Ok(text)) => answers.push((id, text)),
                    Ok(Err(error)) => errors.push((id, error.to_string())),
                    Err(_) => errors.push((id, String::from("panicked"))),
                }
            }
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
