//! The same for other programs: JSON, trace events, a page in a browser.

use std::collections::BTreeMap;

use scratch::Scratch;
use scratch::browser::{self, Look};
use serde_json::{Value, json};

use crate::{drawn, trace, wrong};

const DRIVE: &str = include_str!("drive.js");
const KATA: (&str, &str, &str) = ("s02-future-trait", "value_slot", "first_waker_only");

/// Writes the trace into a file of that form, and reads it.
fn written(kata: (&str, &str, &str), flag: &str, name: &str) -> String {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let answer = wrong(kata.0, kata.1, kata.2);
    let words = [
        kata.1,
        "--answer",
        answer.to_str().unwrap(),
        flag,
        file.to_str().unwrap(),
    ];
    let output = trace(&words);
    assert!(output.status.success(), "{output:?}");
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn json_has_both_sides() {
    let text = drawn(KATA.0, KATA.1, KATA.2, &["--format", "json"]);
    let all: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(all["schema"], "kata-trace/1");
    assert_eq!(all["yours"]["outcome"], "failed");
    assert_eq!(all["reference"]["outcome"], "passed");
    let events = all["yours"]["events"].as_array().unwrap();
    let whats: Vec<_> = events
        .iter()
        .map(|event| event["what"].as_str().unwrap())
        .collect();
    assert!(whats.contains(&"woken by an earlier waker"), "{whats:?}");
    let mut last = -1.0;
    for event in events {
        let seq = event["seq"].as_f64().unwrap();
        assert!(seq > last, "{event}");
        last = seq;
    }
}

/// <https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU>: slices are
/// nested on their thread, an async slice and an arrow have both of their ends, moments do not go
/// back.
#[test]
fn trace_events_keep_the_rules_of_their_form() {
    let all: Value = serde_json::from_str(&written(KATA, "--perfetto", "trace.json")).unwrap();
    let events = all["traceEvents"].as_array().unwrap();
    let mut open: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut lives: BTreeMap<String, i64> = BTreeMap::new();
    let mut arrows: BTreeMap<String, i64> = BTreeMap::new();
    let mut latest: BTreeMap<String, f64> = BTreeMap::new();
    for event in events {
        let phase = event["ph"].as_str().unwrap();
        let name = event["name"].as_str().unwrap().to_owned();
        if phase == "M" {
            assert!(event["args"]["name"].is_string(), "{event}");
            continue;
        }
        let thread = format!("{} {}", event["pid"], event["tid"]);
        let at = event["ts"].as_f64().unwrap();
        let process = event["pid"].to_string();
        let before = latest.insert(process, at).unwrap_or(0.0);
        assert!(at >= before, "{event}");
        let id = format!("{} {}", event["pid"], event["id"]);
        match phase {
            "B" => open.entry(thread).or_default().push(name),
            "E" => assert_eq!(open.get_mut(&thread).unwrap().pop(), Some(name), "{event}"),
            "b" => *lives.entry(id).or_default() += 1,
            "e" => *lives.entry(id).or_default() -= 1,
            "s" => *arrows.entry(id).or_default() += 1,
            "f" => *arrows.entry(id).or_default() -= 1,
            "i" => assert_eq!(event["s"], "t"),
            other => panic!("a phase `{other}`?"),
        }
    }
    assert!(open.values().all(Vec::is_empty), "{open:?}");
    assert!(lives.values().all(|ends| *ends == 0), "{lives:?}");
    // A wake that no poll follows points nowhere.
    assert!(arrows.values().all(|ends| *ends >= 0), "{arrows:?}");
}

/// What is seen of the page in a browser, where there is one.
pub fn driven(page: &str, look: Look) -> Option<Value> {
    let Some(browser) = browser::find() else {
        eprintln!("skipped: there is no Chromium on the path, and `KATA_BROWSER` names none");
        return None;
    };
    let folder = Scratch::new();
    let seen = browser::drive(&browser, folder.path(), page, DRIVE, look);
    Some(serde_json::from_str(&seen).unwrap())
}

#[test]
fn page_draws_and_is_walked_through() {
    let page = written(KATA, "--html", "page.html");
    for (width, is_dark) in [(1280, false), (390, true)] {
        let Some(seen) = driven(&page, Look { width, is_dark }) else {
            return;
        };
        assert_eq!(seen["errors"], json!([]), "{seen:#}");
        assert!(seen["events"].as_u64().unwrap() > 15, "{seen:#}");
        assert_eq!(seen["first"], "future 1: created");
        assert_eq!(seen["back"], "future 1: created");
        assert_ne!(seen["second"], "");
        assert_eq!(seen["difference"], "future 1: pending");
        assert!(
            seen["about"].as_str().unwrap().contains("what: pending"),
            "{seen:#}"
        );
        assert!(
            seen["hovered"].as_str().unwrap().contains("real_us: "),
            "{seen:#}"
        );
        assert_eq!(seen["outside"], 0);
        assert_eq!(seen["width"], width);
        assert_eq!(seen["overflow"], 0, "{seen:#}");
        let back = if is_dark {
            "rgb(20, 23, 26)"
        } else {
            "rgb(255, 255, 255)"
        };
        assert_eq!(seen["back_color"], back);
    }
}

#[test]
fn bars_are_zoomed() {
    let kata = ("s04-composition", "join_three", "awaits_in_turn");
    let page = written(kata, "--html", "bars.html");
    for (width, is_dark) in [(1280, true), (390, false)] {
        let Some(seen) = driven(&page, Look { width, is_dark }) else {
            return;
        };
        assert_eq!(seen["errors"], json!([]), "{seen:#}");
        assert_eq!(seen["bars"], 6);
        assert_eq!(seen["zoomed"], true, "{seen:#}");
        assert_eq!(seen["whole"], true, "{seen:#}");
        assert_eq!(seen["overflow"], 0, "{seen:#}");
    }
}
