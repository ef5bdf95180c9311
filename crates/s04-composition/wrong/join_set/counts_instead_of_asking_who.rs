//~ swallowed-panic in call_that_panics_is_an_error_of_its_id
//! "The third end is the end of the third." Tasks end in any order, and a `JoinError` belongs to
//! whichever task panicked: the panic is written down for somebody who is well.

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    let mut set = JoinSet::new();
    let (mut begun, mut ended) = (0, 0);
    while ended < ids.len() {
        while begun < ids.len() && set.len() < limit {
            let (id, service) = (ids[begun], service.clone());
            set.spawn(async move { (id, service.fetch(id).await) });
            begun += 1;
        }
        match set.join_next().await {
            Some(Ok((id, Ok(text)))) => answers.push((id, text)),
            Some(Ok((id, Err(error)))) => errors.push((id, error.to_string())),
            Some(Err(error)) => errors.push((ids[ended], error.to_string())),
            None => break,
        }
        ended += 1;
    }
    answers.sort();
    errors.sort();
    (answers, errors)
}
