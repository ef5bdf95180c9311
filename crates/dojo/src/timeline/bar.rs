//! Calls over virtual time.

use super::Event;

/// One call.
#[derive(Clone, Debug)]
pub struct Bar {
    /// As the test names it.
    pub name: String,
    /// Microseconds of virtual time.
    pub begins: u64,
    /// None where it had not come to its end.
    pub ends: Option<u64>,
    /// The last moment at which it is known to have gone on.
    pub until: u64,
}

/// What lies so far ahead is no moment of a program, but where its clock went when nothing was left
/// to do.
const NEVER: u64 = 24 * 60 * 60 * 1_000_000;

impl Bar {
    /// Whether time passed in it.
    pub fn lasts(&self) -> bool {
        self.until > self.begins
    }
}

/// The calls, in the order in which they began.
pub fn bars(events: &[Event]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    for event in events.iter().filter(|event| event.kind == "call") {
        let Some(at) = event.virtual_us else { continue };
        if event.what == "begins" {
            bars.push(Bar {
                name: event.subject.clone(),
                begins: at,
                ends: None,
                until: at,
            });
            continue;
        }
        let is_it = |bar: &&mut Bar| bar.name == event.subject && bar.ends.is_none();
        if let Some(open) = bars.iter_mut().rev().find(is_it) {
            open.ends = Some(at);
            open.until = at;
        }
    }
    let last = seen_until(events);
    for open in bars.iter_mut().filter(|bar| bar.ends.is_none()) {
        open.until = open.until.max(last);
    }
    bars
}

/// When the latest call began or ended, something was found, or the program had come to its end.
fn seen_until(events: &[Event]) -> u64 {
    let tells = |event: &&Event| {
        let is_end = event.kind == "program" && event.what == "ends";
        event.kind == "call" || event.code.is_some() || is_end
    };
    let moments = events.iter().filter(tells);
    let moments = moments.filter_map(|event| event.virtual_us);
    moments.filter(|at| *at < NEVER).max().unwrap_or(0)
}
