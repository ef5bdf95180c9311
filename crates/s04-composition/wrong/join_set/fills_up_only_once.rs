//~ ready-too-late in as_many_calls_in_flight_as_the_limit
//! "Fill the set up to the limit, then go on as the tasks end." It waits for all of them, and then
//! for each further one by itself.

use std::collections::HashMap;

use s04_composition::service::Service;
use tokio::task::{JoinError, JoinSet};

#[derive(Default)]
struct Ends {
    answers: Vec<(u64, String)>,
    errors: Vec<(u64, String)>,
    names: HashMap<tokio::task::Id, u64>,
}

impl Ends {
    fn take(&mut self, end: Result<(tokio::task::Id, anyhow::Result<String>), JoinError>) {
        match end {
            Ok((task, Ok(text))) => self.answers.push((self.names[&task], text)),
            Ok((task, Err(error))) => self.errors.push((self.names[&task], error.to_string())),
            Err(error) => self
                .errors
                .push((self.names[&error.id()], error.to_string())),
        }
    }
}

pub async fn fetch_all(
    service: Service,
    ids: Vec<u64>,
    limit: usize,
) -> (Vec<(u64, String)>, Vec<(u64, String)>) {
    let mut ends = Ends::default();
    let mut set = JoinSet::new();
    for (place, id) in ids.into_iter().enumerate() {
        let service = service.clone();
        let task = set.spawn(async move { service.fetch(id).await });
        ends.names.insert(task.id(), id);
        if place + 1 >= limit {
            while let Some(end) = set.join_next_with_id().await {
                ends.take(end);
            }
        }
    }
    while let Some(end) = set.join_next_with_id().await {
        ends.take(end);
    }
    ends.answers.sort();
    ends.errors.sort();
    (ends.answers, ends.errors)
}
