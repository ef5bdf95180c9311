//! A test may try the same several times: with other values, in another order. One round is drawn.

use std::collections::HashSet;

use super::Event;

/// Keeps one round of the events, and returns its number: the one with that number, or the last one
/// there is; without a number the one in which something was found, or the first.
pub fn keep_one(events: &mut Vec<Event>, number: Option<usize>) -> usize {
    let rounds = rounds(std::mem::take(events));
    let found = || {
        let has_finding = |round: &Vec<Event>| round.iter().any(|event| event.code.is_some());
        rounds.iter().position(has_finding).unwrap_or(0)
    };
    let number = number.unwrap_or_else(found);
    let last = rounds.len().saturating_sub(1);
    *events = rounds.into_iter().nth(number.min(last)).unwrap_or_default();
    number
}

/// A round begins with a program, or with a future or an executor where none is alive.
fn rounds(events: Vec<Event>) -> Vec<Vec<Event>> {
    let mut rounds: Vec<Vec<Event>> = Vec::new();
    let mut alive: HashSet<String> = HashSet::new();
    for event in events {
        let is_new = match (&*event.kind, &*event.what) {
            ("program", "begins") => true,
            ("future", "created") | ("executor", "begins") => alive.is_empty(),
            _ => rounds.is_empty(),
        };
        match (&*event.kind, &*event.what) {
            ("future", "created") | ("executor", "begins") => {
                _ = alive.insert(event.subject.clone())
            }
            ("future", "dropped") | ("executor", "returns" | "panicked") => {
                alive.remove(&*event.subject);
            }
            _ => {}
        }
        // What the test prepares before its first future or program belongs to that round.
        let only_prepared = rounds.len() == 1 && rounds[0].iter().all(is_prepared);
        if is_new && !only_prepared {
            rounds.push(Vec::new());
        }
        if let Some(round) = rounds.last_mut() {
            round.push(event);
        }
    }
    rounds
}

fn is_prepared(event: &Event) -> bool {
    !matches!(&*event.kind, "program" | "future" | "executor")
}
