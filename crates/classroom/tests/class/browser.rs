//! The page of a class in a real browser: Chromium, without a window.
//!
//! The page gets a script that presses, types, and tells what it saw to a page around it, which
//! Chromium prints: a frame may be narrower than Chromium's own window. `KATA_BROWSER` names the
//! program; without it, and without one on the path, there is nothing to try.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::school::{SOLUTION, STUB, School, WRONG};

const DRIVE: &str = include_str!("drive.js");
const FRAME: &str = include_str!("frame.html");
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

fn browser() -> Option<PathBuf> {
    if let Some(named) = env::var_os("KATA_BROWSER") {
        return Some(named.into());
    }
    let path = env::var_os("PATH")?;
    let mut programs =
        env::split_paths(&path).flat_map(|folder| NAMES.map(|name| folder.join(name)));
    programs.find(|program| program.is_file())
}

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
fn seen(browser: &Path, school: &School, lang: &str, width: u32, is_dark: bool) -> Value {
    let words = ["report", "grades", "--format", "html", "--lang", lang];
    let mut command = school.command(&[]);
    let page = command.args(words).output().unwrap();
    assert!(page.status.success(), "{page:?}");
    let page = String::from_utf8(page.stdout).unwrap();
    let listen = "<head>\n<script>const errors = []; addEventListener('error', (e) => errors.push(e.message));</script>";
    let driven = page.replacen("<head>", listen, 1);
    let driven = driven.replacen(
        "</body>",
        &format!("<script>\n{DRIVE}</script>\n</body>"),
        1,
    );
    let name = format!("driven-{lang}.html");
    school.put(&name, driven);
    let frame = FRAME.replace("FILE", &name);
    let frame = frame.replace("WIDTH", &width.to_string());
    let file = school.put(&format!("frame-{lang}.html"), frame);
    let profile = school.put("profile/made", "");
    let color = if is_dark { 0 } else { 1 };
    let output = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
        ])
        .args(["--disable-sync", "--virtual-time-budget=5000"])
        .arg(format!("--blink-settings=preferredColorScheme={color}"))
        .arg(format!(
            "--user-data-dir={}",
            profile.parent().unwrap().display()
        ))
        .arg("--window-size=1400,1000")
        .arg("--dump-dom")
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout);
    let found = printed.split_once("id=\"seen\">");
    let (_, found) = found.unwrap_or_else(|| panic!("{printed}{output:?}"));
    let (found, _) = found.split_once("</script>").unwrap();
    serde_json::from_str(found).unwrap()
}

#[test]
fn page_of_a_class_filters_sorts_and_leads_on() {
    let Some(browser) = browser() else {
        eprintln!("skipped: there is no Chromium on the path, and `KATA_BROWSER` names none");
        return;
    };
    let school = school();
    let all = json!(["ann", "bob", "carol", "dave", "erin"]);
    for (lang, width, is_dark) in [("en", 1280, false), ("ja", 390, true)] {
        let seen = seen(&browser, &school, lang, width, is_dark);
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
