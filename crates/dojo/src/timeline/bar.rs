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
}

impl Bar {
    /// Whether time passed in it.
    pub fn lasts(&self) -> bool {
        self.ends.is_none_or(|ends| ends > self.begins)
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
            });
            continue;
        }
        let is_it = |bar: &&mut Bar| bar.name == event.subject && bar.ends.is_none();
        if let Some(open) = bars.iter_mut().rev().find(is_it) {
            open.ends = Some(at);
        }
    }
    bars
}
