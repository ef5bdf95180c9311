//! Hundreds of thousands of events.

use std::fs;
use std::path::{Path, PathBuf};

use scratch::browser::Look;
use serde_json::json;

use crate::forms::driven;
use crate::{ROOT, text_of, trace};

/// The reference, with a first poll that makes so many clones of the waker, for nothing.
fn flood(clones: usize) -> PathBuf {
    let solution = Path::new(ROOT).join("solutions/s02-future-trait/value_slot.rs");
    let solution = fs::read_to_string(solution).unwrap();
    let begins =
        "let mut shared = lock(&self.shared);\n        if let Some(value) = shared.value.take()";
    assert!(solution.contains(begins));
    let floods = format!("(0..{clones}).for_each(|_| drop(cx.waker().clone()));\n        {begins}");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("flood_{clones}.rs"));
    fs::write(&file, solution.replace(begins, &floods)).unwrap();
    file
}

/// A test in which the flood is followed by more.
const TEST: &str = "pending_then_set_then_woken_then_ready";

#[test]
fn many_are_drawn_and_counted() {
    let answer = flood(100);
    let words = ["value_slot", TEST, "--answer", answer.to_str().unwrap()];
    let text = text_of(trace(&words));
    assert!(
        text.contains("… 184 …") && text.lines().count() < 60,
        "{text}"
    );
    assert!(
        text.contains("future 1: woken") && !text.contains("left out"),
        "{text}"
    );
}

#[test]
fn too_many_are_cut_in_the_middle() {
    let answer = flood(60_000);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("long.html");
    let words = ["value_slot", TEST, "--answer", answer.to_str().unwrap()];
    let text = text_of(trace(&words));
    assert!(
        text.contains("events are left out") || text.contains("future 1: woken"),
        "{text}"
    );
    let html = [&words[..], &["--html", file.to_str().unwrap()]].concat();
    text_of(trace(&html));
    let page = fs::read_to_string(&file).unwrap();
    assert!(
        page.contains("more …") && page.len() < 1_000_000,
        "{}",
        page.len()
    );
    let Some(seen) = driven(&page, Look::default()) else {
        return;
    };
    assert!(seen["events"].as_u64().unwrap() > 200, "{seen:#}");
    assert_eq!(seen["errors"], json!([]), "{seen:#}");
}
