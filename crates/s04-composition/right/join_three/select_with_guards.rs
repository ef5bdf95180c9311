//! A loop over `select!` that switches each branch off when its result is there.

use std::pin::pin;

use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let (mut a, mut b, mut c) = (pin!(task_a()), pin!(task_b()), pin!(task_c()));
    let mut results = (None, None, None);
    loop {
        tokio::select! {
            result = &mut a, if results.0.is_none() => results.0 = Some(result),
            result = &mut b, if results.1.is_none() => results.1 = Some(result),
            result = &mut c, if results.2.is_none() => results.2 = Some(result),
            else => break,
        }
    }
    let (Some(a), Some(b), Some(c)) = results else {
        unreachable!("the loop ends when all branches are switched off");
    };
    (a, b, c)
}
