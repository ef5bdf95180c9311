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
    /// Whether it was dropped, or panicked, before its end: the sign of that.
    pub broken_off: Option<&'static str>,
}

impl Bar {
    /// Whether time passed in it.
    pub fn lasts(&self) -> bool {
        self.ends.is_none_or(|ends| ends > self.begins)
    }
}

/// The calls, in the order in which they were first mentioned, at the latest when they began. What
/// ends because the test has found something does not end by itself.
pub fn bars(events: &[Event]) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let found = events.iter().position(|event| event.code.is_some());
    let events = &events[..found.unwrap_or(events.len())];
    for event in events.iter().filter(|event| event.kind == "call") {
        let place = places.len();
        places.entry(&event.subject).or_insert(place);
        let Some(at) = event.virtual_us else { continue };
        if event.what == "begins" {
            bars.push(Bar {
                name: event.subject.clone(),
                begins: at,
                ends: None,
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
            open.broken_off = is_broken_off.then(|| sign(&event.what));
        }
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
