//! Chrome trace events, which Perfetto and chrome://tracing open.
//!
//! Polls are slices on their thread, the life of a subject is an async slice, a wake is an arrow to
//! the poll after it.
//! <https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU>

use std::collections::BTreeMap;

use dojo::timeline::Event;
use lang::Lang;
use serde_json::{Value, json};

use crate::record::{Recorded, Side};

pub fn of(recorded: &Recorded) -> Value {
    let mut events = Vec::new();
    for (number, (name, side)) in recorded.sides().enumerate() {
        let process = number + 1;
        events.push(json!({
            "ph": "M", "name": "process_name", "pid": process, "tid": 0,
            "args": { "name": format!("{}: {name}", recorded.kata) },
        }));
        side_events(side, process, &mut events);
    }
    json!({ "traceEvents": events, "displayTimeUnit": "ms" })
}

fn side_events(side: &Side, process: usize, out: &mut Vec<Value>) {
    let mut threads: BTreeMap<&str, usize> = BTreeMap::new();
    // A wake whose poll is still to come, by whom it wakes.
    let mut woken: BTreeMap<&str, usize> = BTreeMap::new();
    let mut polling: BTreeMap<&str, usize> = BTreeMap::new();
    let mut alive: BTreeMap<&str, u64> = BTreeMap::new();
    let mut last = 0;
    for (number, event) in side.events.iter().enumerate() {
        let next = threads.len() + 1;
        let thread = *threads.entry(&event.thread).or_insert(next);
        // Virtual time stands still in between: a nanosecond for each event keeps them in order.
        let micros = event.virtual_us.unwrap_or(event.real_us).max(last);
        last = micros;
        let at = micros as f64 + number as f64 / 1000.0;
        let subject = &*event.subject;
        let mut push = |phase: &str, more: Value| {
            let mut value = json!({
                "ph": phase, "name": subject, "cat": event.kind, "pid": process, "tid": thread, "ts": at,
            });
            if let (Some(all), Value::Object(more)) = (value.as_object_mut(), more) {
                all.extend(more);
            }
            out.push(value);
        };
        match &*event.what {
            "created" | "begins" => {
                alive.insert(subject, number as u64);
                push("b", json!({ "id": number }));
            }
            "dropped" | "ends" | "returns" => match alive.remove(subject) {
                Some(id) => push("e", json!({ "id": id })),
                None => push("i", json!({ "s": "t", "name": event.said(Lang::En) })),
            },
            "poll" => {
                polling.insert(subject, thread);
                push("B", json!({}));
                if let Some(id) = woken.remove(subject) {
                    push(
                        "f",
                        json!({ "id": id, "bp": "e", "name": "wake", "cat": "wake" }),
                    );
                }
            }
            "pending" | "ready" | "panicked" if polling.remove(subject).is_some() => {
                push("E", json!({ "args": { "returns": event.what } }));
            }
            what if what.starts_with("woken") => {
                push("i", json!({ "s": "t", "name": event.said(Lang::En) }));
                woken.insert(subject, number);
                push("s", json!({ "id": number, "name": "wake", "cat": "wake" }));
            }
            _ => push("i", json!({ "s": "t", "name": event.said(Lang::En) })),
        }
    }
    // What was cut off by the end of the process, or of the trace, ends with it.
    let end = last as f64 + side.events.len() as f64 / 1000.0;
    for (subject, thread) in polling {
        out.push(json!({ "ph": "E", "name": subject, "pid": process, "tid": thread, "ts": end }));
    }
    for (subject, id) in alive {
        let kind = side
            .events
            .iter()
            .find(|event: &&Event| event.subject == subject);
        let kind = kind.map_or("", |event| &*event.kind);
        out.push(json!({ "ph": "e", "name": subject, "cat": kind, "id": id, "pid": process, "tid": 0, "ts": end }));
    }
    for (name, thread) in threads {
        out.push(json!({ "ph": "M", "name": "thread_name", "pid": process, "tid": thread, "args": { "name": name } }));
    }
}
