//! What a set of futures does, written out: poll all, keep those that are pending, catch those that
//! panic.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::Poll;

use s04_composition::service::Service;

type Call = Pin<Box<dyn Future<Output = anyhow::Result<String>>>>;

pub async fn fetch_all(
    service: Service,
    mut ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let mut going: Vec<(u64, Call)> = Vec::new();
    poll_fn(|cx| {
        loop {
            while going.len() < limit {
                let Some(id) = ids.pop() else { break };
                let service = service.clone();
                going.push((id, Box::pin(async move { service.fetch(id).await })));
            }
            if going.is_empty() {
                return Poll::Ready(());
            }
            let before = going.len();
            going.retain_mut(|(id, call)| {
                match catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(cx))) {
                    Ok(Poll::Pending) => return true,
                    Ok(Poll::Ready(Ok(text))) => answers.push((*id, text)),
                    Ok(Poll::Ready(Err(error))) => errors.push((*id, error.to_string())),
                    Err(_) => errors.push((*id, String::new())),
                }
                false
            });
            if going.len() == before {
                return Poll::Pending;
            }
        }
    })
    .await;
    answers.sort();
    errors.sort();
    (answers, errors)
}
