//! The page of a class in a real browser: Chromium, without a window.
//!
//! `KATA_BROWSER` names the program; without it, and without one on the path, there is nothing to
//! try.

use std::path::Path;

use scratch::browser::{self, Look};
use serde_json::{Value, json};

use crate::school::{SOLUTION, STUB, School, WRONG};

const DRIVE: &str = include_str!("drive.js");

fn school() -> School {
    let school = School::new();
    school.hand_in("ann", SOLUTION);
    school.hand_in("bob", WRONG);
    school.hand_in("carol", STUB);
    school.hand_in("dave", "pub fn double(n: u32) -> u64 { n }\n");
    let script =
        "pub fn double(n: u32) -> u32 {\n    panic!(\"<script>errors.push('ran')</script>\");\n}\n";
    school.hand_in("erin", script);
    school.grade(&[]).done();
    let page = "# assertion: a test compares, and finds another value\n\n## Example\n\n```rust\nassert!(a < b);\n```\n\n<b id=\"raw\">No HTML of its own.</b>\n";
    school.put("crates/probe/explain/assertion.md", page);
    school
}

/// Opens the page, drives it, and returns what was seen.
fn seen(browser: &Path, school: &School, lang: &str, look: Look) -> Value {
    let words = ["report", "grades", "--format", "html", "--lang", lang];
    let mut command = school.command(&[]);
    let page = command.args(words).output().unwrap();
    assert!(page.status.success(), "{page:?}");
    let page = String::from_utf8(page.stdout).unwrap();
    let seen = browser::drive(browser, &school.course.root, &page, DRIVE, look);
    serde_json::from_str(&seen).unwrap()
}

#[test]
fn page_of_a_class_filters_sorts_and_leads_on() {
    let Some(browser) = browser::find() else {
        eprintln!("skipped: there is no Chromium on the path, and `KATA_BROWSER` names none");
        return;
    };
    let school = school();
    let all = json!(["ann", "bob", "carol", "dave", "erin"]);
    for (lang, width, is_dark) in [("en", 1280, false), ("ja", 390, true)] {
        let look = Look { width, is_dark };
        let seen = seen(&browser, &school, lang, look);
        assert_eq!(seen["errors"], json!([]), "{seen:#}");
        assert_eq!(seen["all"], all);
        assert_eq!(seen["filtered"], json!(["erin"]));
        let hidden = seen["verdictsHidden"].as_array().unwrap();
        assert_eq!(
            hidden.iter().filter(|one| **one == false).count(),
            1,
            "{seen:#}"
        );
        assert_eq!(seen["open"], json!(["bob", "carol", "dave", "erin"]));
        assert_eq!(seen["rising"], all);
        assert_eq!(
            seen["falling"],
            json!(["erin", "dave", "carol", "bob", "ann"])
        );
        assert_eq!(seen["byPoints"][4], "ann");
        assert_eq!(seen["openBefore"], false);
        assert_eq!(seen["openAfter"], true);
        assert_eq!(seen["deadLinks"], json!([]));
        assert_eq!(seen["outside"], json!([]));
        assert_eq!(seen["page"], json!(["Example", "assert!(a < b);\n", false]));
        assert_eq!(seen["width"], width);
        assert_eq!(seen["overflow"], 0, "{seen:#}");
        let back = if is_dark {
            "rgb(20, 23, 26)"
        } else {
            "rgb(255, 255, 255)"
        };
        assert_eq!(seen["back"], back);
    }
}
