//~ blocked-executor in all_answer_then_all_are_in_the_first_list
//~ blocked-executor in as_many_calls_in_flight_as_the_limit
//! "A thread for each call, each with a runtime of its own." `join` makes the thread of the caller
//! wait, and with it every other task that lives there.

use std::thread;

use s04_composition::service::Service;
use tokio::runtime::Builder;

pub async fn fetch_all(
    service: Service,
    mut ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    ids.sort();
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    for batch in ids.chunks(limit) {
        let calls: Vec<_> = batch
            .iter()
            .map(|&id| {
                let service = service.clone();
                thread::spawn(move || {
                    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
                    runtime.block_on(service.fetch(id))
                })
            })
            .collect();
        for (&id, call) in batch.iter().zip(calls) {
            match call.join() {
                Ok(Ok(text)) => answers.push((id, text)),
                Ok(Err(error)) => errors.push((id, error.to_string())),
                Err(_) => errors.push((id, String::from("panicked"))),
            }
        }
    }
    (answers, errors)
}
