//~ lost-message in some_fail_then_the_others_are_not_lost
//~ panic-spreads in call_that_panics_is_an_error_of_its_id
//! "Two question marks: one for the task, one for the call." The first error leaves the loop; the
//! set is dropped, and with it the calls that were doing well.

use s04_composition::service::Service;
use tokio::task::JoinSet;

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let (mut answers, mut errors) = (Vec::new(), Vec::new());
    if let Err(error) = fetch_into(&mut answers, service, ids, limit).await {
        errors.push((0, error.to_string()));
    }
    answers.sort();
    (answers, errors)
}

async fn fetch_into(
    answers: &mut Vec<(u64, String)>,
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> anyhow::Result<()> {
    let mut set = JoinSet::new();
    for id in ids {
        if set.len() == limit
            && let Some(answer) = set.join_next().await
        {
            answers.push(answer??);
        }
        let service = service.clone();
        set.spawn(async move { anyhow::Ok((id, service.fetch(id).await?)) });
    }
    while let Some(answer) = set.join_next().await {
        answers.push(answer??);
    }
    Ok(())
}
