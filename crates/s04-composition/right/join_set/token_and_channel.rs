//! Tasks that nobody holds: a token ends them when the caller goes, and each of them sends its end
//! from a destructor, which runs after a panic too.

use std::sync::Arc;

use s04_composition::service::Service;
use tokio::sync::Semaphore;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio_util::sync::CancellationToken;

struct Letter {
    id: u64,
    end: Result<String, String>,
    to: UnboundedSender<(u64, Result<String, String>)>,
}

impl Drop for Letter {
    fn drop(&mut self) {
        let end = std::mem::replace(&mut self.end, Err(String::new()));
        let _ = self.to.send((self.id, end));
    }
}

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let token = CancellationToken::new();
    let _ends_with_the_caller = token.clone().drop_guard();
    let permits = Arc::new(Semaphore::new(limit.min(Semaphore::MAX_PERMITS)));
    let (to, mut letters) = unbounded_channel();
    for id in ids {
        let (service, permits, token) = (service.clone(), permits.clone(), token.clone());
        let mut letter = Letter {
            id,
            end: Err(String::from("no letter: the call panicked")),
            to: to.clone(),
        };
        tokio::spawn(async move {
            let call = async {
                let _permit = permits.acquire().await?;
                service.fetch(id).await
            };
            if let Some(end) = token.run_until_cancelled(call).await {
                letter.end = end.map_err(|error| error.to_string());
            }
        });
    }
    drop(to);
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    while let Some((id, end)) = letters.recv().await {
        match end {
            Ok(text) => answers.push((id, text)),
            Err(text) => errors.push((id, text)),
        }
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
