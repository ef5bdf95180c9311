//! Calls over virtual time.

use std::collections::HashMap;

use super::{Event, sign};

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
    /// Whether it was dropped, or panicked, before its end: the sign of that.
    pub broken_off: Option<&'static str>,
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

/// The calls, in the order in which they were first mentioned, at the latest when they began. What
/// ends because the test has found something does not end by itself.
pub fn bars(events: &[Event]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let found = events.iter().position(|event| event.code.is_some());
    let events = &events[..found.map_or(events.len(), |found| found + 1)];
    for event in events.iter().filter(|event| event.kind == "call") {
        let place = places.len();
        places.entry(&event.subject).or_insert(place);
        let Some(at) = event.virtual_us else { continue };
        if event.what == "begins" {
            bars.push(Bar {
                name: event.subject.clone(),
                begins: at,
                ends: None,
                until: at,
                broken_off: None,
            });
        }
        let is_broken_off = matches!(&*event.what, "dropped" | "panicked");
        if !is_broken_off && event.what != "ends" {
            continue;
        }
        let is_it = |bar: &&mut Bar| bar.name == event.subject && bar.ends.is_none();
        if let Some(open) = bars.iter_mut().rev().find(is_it) {
            open.ends = Some(at);
            open.until = at;
            open.broken_off = is_broken_off.then(|| sign(&event.what));
        }
    }
    let last = seen_until(events);
    for open in bars.iter_mut().filter(|bar| bar.ends.is_none()) {
        open.until = open.until.max(last);
    }
    bars.sort_by_key(|bar| places[&*bar.name]);
    bars
}

/// Those of one name in one line, one after the other; what overlaps has a line of its own.
pub fn lanes(bars: &[Bar]) -> Vec<Vec<&Bar>> {
    let mut lanes: Vec<Vec<&Bar>> = Vec::new();
    for bar in bars {
        let of_the_name = |lane: &&mut Vec<&Bar>| lane[0].name == bar.name;
        let is_free = |lane: &&mut Vec<&Bar>| {
            let ends = lane.last().and_then(|last| last.ends);
            ends.is_some_and(|ends| ends <= bar.begins)
        };
        let mut same = lanes.iter_mut().rev().take_while(of_the_name);
        match same.find(is_free) {
            Some(lane) => lane.push(bar),
            None => lanes.push(vec![bar]),
        }
    }
    lanes
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
