//! What happened from one step of the test to the next.

use std::collections::VecDeque;

use lang::Lang;

use super::Event;

/// Lines from one step to the next of the same stretch of a test.
const NEAR: usize = 6;

/// One step of the test, and what came of it.
#[derive(Clone, Debug)]
pub struct Step {
    /// Where the test is: `tests/x.rs:53`.
    pub at: String,
    /// What came after it was over, by lines of the test that record nothing themselves.
    pub is_after: bool,
    /// What happened in it.
    pub events: Vec<Event>,
}

impl Step {
    /// What the test did between this step and the next, where nothing came of it.
    pub fn silence_before(&self, next: &Step) -> Option<Step> {
        let place = |step: &Step| -> Option<(String, usize)> {
            let (file, line) = step.at.rsplit_once(':')?;
            Some((file.to_owned(), line.parse().ok()?))
        };
        let ((file, line), (next_file, next_line)) = (place(self)?, place(next)?);
        let is_near = file == next_file && (line + 2..line + NEAR).contains(&next_line);
        (is_near && self.is_over() && !next.is_after).then(|| Step {
            at: self.at.clone(),
            is_after: true,
            events: Vec::new(),
        })
    }

    /// Whether a poll of the future under test was begun in it, and has returned.
    fn is_over(&self) -> bool {
        let mut polls = self.events.iter().rev().filter_map(has_polled);
        !self.is_after && polls.next().unwrap_or(false)
    }
}

/// Whether a poll of the future under test has returned, or was begun; none where it is about
/// something else.
fn has_polled(event: &Event) -> Option<bool> {
    match (&*event.kind, &*event.what) {
        ("future", "poll") => Some(false),
        ("future", "pending" | "ready" | "panicked") => Some(true),
        _ => None,
    }
}

/// The steps, in their order. Wakers that are cloned and dropped inside a poll say little, and are
/// counted where they come in numbers.
pub fn steps(events: &[Event]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    // Of the latest step.
    let mut is_over = false;
    for event in events {
        let last = steps.last();
        let is_after = event.at.is_none() && is_over && last.is_some_and(|step| !step.is_after);
        let is_new = match (&event.at, last) {
            (Some(at), Some(step)) => *at != step.at || step.is_after,
            (Some(_), None) => true,
            (None, last) => last.is_none() || is_after,
        };
        if is_new {
            let before = last.map(|step| step.at.clone());
            let at = event.at.clone().or(before);
            steps.push(Step {
                at: at.unwrap_or_default(),
                is_after,
                events: Vec::new(),
            });
        }
        is_over = has_polled(event).unwrap_or(is_over && !is_new);
        if let Some(step) = steps.last_mut() {
            step.events.push(event.clone());
        }
    }
    steps
}

/// A step of the one beside the same step of the other.
pub struct Pair {
    /// Mine, and the reference's.
    pub sides: [Option<Step>; 2],
}

impl Pair {
    /// The step, whoever took it.
    pub fn step(&self) -> Option<&Step> {
        self.sides.iter().flatten().next()
    }
}

/// Both in step: what only one of them did stands alone.
pub fn aligned(yours: &[Event], reference: &[Event]) -> Vec<Pair> {
    let is_same = |one: &Step, other: &Step| one.at == other.at && one.is_after == other.is_after;
    let [mut left, mut right] = [yours, reference].map(|events| VecDeque::from(steps(events)));
    let mut pairs = Vec::new();
    while !left.is_empty() || !right.is_empty() {
        let takes = match (left.front(), right.front()) {
            (Some(one), Some(other)) if is_same(one, other) => [true, true],
            // The other comes to this step later.
            (Some(one), Some(_)) if right.iter().any(|step| is_same(step, one)) => [false, true],
            (Some(_), _) => [true, false],
            (None, _) => [false, true],
        };
        let take = |is_taken: bool, steps: &mut VecDeque<Step>| {
            is_taken.then(|| steps.pop_front()).flatten()
        };
        pairs.push(Pair {
            sides: [take(takes[0], &mut left), take(takes[1], &mut right)],
        });
    }
    pairs
}

/// One line of a drawing, and how often it stands there in a row.
pub fn lines(step: &Step, lang: Lang) -> Vec<(String, usize)> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for event in &step.events {
        let line = format!("{} {}", sign(&event.what), event.said(lang));
        match lines.last_mut() {
            Some((last, times)) if *last == line => *times += 1,
            _ => lines.push((line, 1)),
        }
    }
    lines
}

/// The sign of what happened.
pub fn sign(what: &str) -> &'static str {
    match what {
        "created" => "+",
        "poll" | "begins" => "▶",
        "pending" => "…",
        "ready" | "ends" | "finished" | "returns" => "✓",
        "woken" | "woken in its own poll" | "wakes its task" => "↑",
        "woken by an earlier waker" => "↯",
        "panicked" | "finding" | "is not woken" => "✗",
        "dropped" => "†",
        "waker cloned" | "waker dropped" => "·",
        _ => " ",
    }
}
