//! `verify` finds each kind of fault, and none where there is none.

use crate::mini::{Mini, SOLUTION};
use serde_json::Value;

/// What `verify` says of the one kata, and whether it is green.
fn verify(mini: &Mini, more: &[&str]) -> (Value, bool) {
    let output = mini.run(&[&["verify", "--format", "json"], more].concat());
    let json: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|cause| {
        panic!("{cause}\n{}", String::from_utf8_lossy(&output.stderr));
    });
    (json["katas"][0].clone(), output.status.success())
}

#[test]
fn sound_kata_is_green() {
    let mini = Mini::new();
    let (row, green) = verify(&mini, &["--repeat", "3"]);
    assert!(green, "{row:#}");
    assert_eq!(row["stub"], "ok");
    assert_eq!(row["wrong"][1]["seen"][0], "off-by-one in two_becomes_four");
}

#[test]
fn wrong_answer_that_is_accepted() {
    let mini = Mini::new();
    let answer = format!("//~ assertion in two_becomes_four\n{SOLUTION}");
    mini.write("crates/s01-mini/wrong/double/right.rs", &answer);
    let (row, green) = verify(&mini, &[]);
    assert!(!green);
    assert_eq!(row["wrong"][2]["ok"], false);
}

#[test]
fn wrong_answer_that_fails_for_another_reason() {
    let mini = Mini::new();
    let answer = "//~ off-by-one in two_becomes_four\npub fn double(n: u32) -> u32 { n + 7 }\n";
    mini.write("crates/s01-mini/wrong/double/seven.rs", answer);
    let (row, green) = verify(&mini, &[]);
    assert!(!green);
    assert_eq!(row["wrong"][2]["ok"], false);
    assert_eq!(row["wrong"][2]["seen"][1], "assertion in two_becomes_four");
}

#[test]
fn wrong_answer_that_declares_nothing() {
    let mini = Mini::new();
    mini.write(
        "crates/s01-mini/wrong/double/silent.rs",
        "pub fn double(n: u32) -> u32 { n + 7 }\n",
    );
    assert!(!verify(&mini, &[]).1);
}

#[test]
fn reason_that_is_not_the_headline() {
    let mini = Mini::new();
    // Both tests fail, and a learner reads of the first, which has another name.
    let answer = "//~ off-by-one in two_becomes_four\n//~ assertion in zero_stays_zero\n\
                  pub fn double(n: u32) -> u32 { n * 2 + 1 }\n";
    mini.write("crates/s01-mini/wrong/double/one_more.rs", answer);
    assert!(!verify(&mini, &[]).1);
    let output = mini.run(&["verify"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        said.contains("the headline is assertion in zero_stays_zero"),
        "{said}"
    );
}

#[test]
fn file_that_cannot_be_read_is_a_fault_of_its_row() {
    let mini = Mini::new();
    let odd = mini.root.join("crates/s01-mini/wrong/double/odd.rs");
    std::fs::create_dir(&odd).unwrap();
    std::fs::remove_file(mini.root.join("solutions/s01-mini/double.rs")).unwrap();
    let (row, green) = verify(&mini, &[]);
    assert!(!green);
    assert_eq!(row["wrong"].as_array().unwrap().len(), 2, "{row:#}");
    assert_eq!(row["right"][0]["ok"], true, "{row:#}");
    assert_eq!(row["solution"], "missing");
}

#[test]
fn what_no_answer_needs_any_more_is_removed() {
    let mini = Mini::new();
    assert!(verify(&mini, &[]).1);
    let count = || {
        let folders = std::fs::read_dir(mini.root.join("target/dojo/verify")).unwrap();
        folders
            .filter(|entry| entry.as_ref().unwrap().path().is_dir())
            .count()
    };
    assert_eq!(count(), 5);
    let right = mini.root.join("crates/s01-mini/right/double");
    std::fs::rename(right.join("adds.rs"), right.join("sums.rs")).unwrap();
    assert!(verify(&mini, &[]).1);
    assert_eq!(count(), 5);
}

#[test]
fn wrong_answer_that_does_not_compile_as_declared() {
    let mini = Mini::new();
    let answer = "//~ E0308\npub fn double(n: u32) -> u64 { n }\n";
    mini.write("crates/s01-mini/wrong/double/wide.rs", answer);
    let (row, green) = verify(&mini, &[]);
    assert!(green, "{row:#}");
    mini.write(
        "crates/s01-mini/wrong/double/wide.rs",
        &answer.replace("E0308", "E0277"),
    );
    assert!(!verify(&mini, &[]).1);
}

#[test]
fn right_answer_that_is_rejected() {
    let mini = Mini::new();
    let answer = "pub fn double(n: u32) -> u32 { n + 2 }\n";
    mini.write("crates/s01-mini/right/double/adds_two.rs", answer);
    let (row, green) = verify(&mini, &[]);
    assert!(!green);
    assert_eq!(row["right"][1]["ok"], false);
}

#[test]
fn solution_that_is_rejected() {
    let mini = Mini::new();
    mini.write(
        "solutions/s01-mini/double.rs",
        "pub fn double(n: u32) -> u32 { n }\n",
    );
    assert!(!verify(&mini, &[]).1);
}

#[test]
fn test_that_no_wrong_answer_fails() {
    let mini = Mini::new();
    std::fs::remove_file(mini.root.join("crates/s01-mini/wrong/double/adds_two.rs")).unwrap();
    let (row, green) = verify(&mini, &[]);
    assert!(!green);
    assert_eq!(row["tests_nothing_fails"][0], "zero_stays_zero");
}

#[test]
fn stub_that_is_solved_or_warns() {
    for stub in [SOLUTION, "pub fn double(n: u32) -> u32 {\n    todo!()\n}\n"] {
        let mini = Mini::new();
        mini.write("exercises/s01-mini/double.rs", stub);
        mini.run(&["stubs"]);
        let (row, green) = verify(&mini, &[]);
        assert!(!green, "{row:#}");
        assert_ne!(row["stub"], "ok");
    }
}

#[test]
fn edited_stub_without_git_is_said_and_not_judged() {
    let mini = Mini::new();
    mini.write("exercises/s01-mini/double.rs", SOLUTION);
    let output = mini.run(&["verify"]);
    assert_eq!(output.status.code(), Some(1));
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("git does not have that one"), "{stdout}");
}

#[test]
fn verdict_that_changes_from_run_to_run() {
    let mini = Mini::new();
    // Right in its first run, and in no other.
    let count = mini.root.join("count");
    let answer = format!(
        "pub fn double(n: u32) -> u32 {{\n    if n == 2 && std::fs::write({count:?}, \"\").is_ok() && std::fs::hard_link({count:?}, {:?}).is_err() {{\n        return 0;\n    }}\n    n * 2\n}}\n",
        mini.root.join("once")
    );
    mini.write("crates/s01-mini/right/double/once.rs", &answer);
    let (row, green) = verify(&mini, &["--repeat", "2"]);
    assert!(!green, "{row:#}");
}

#[test]
fn test_that_wrong_answers_fail_only_now_and_then() {
    let mini = Mini::new();
    std::fs::remove_file(mini.root.join("crates/s01-mini/wrong/double/adds_two.rs")).unwrap();
    // Rejected as declared in every run; `zero_stays_zero` fails in the first one only.
    let once = mini.root.join("once");
    let answer = format!(
        "//~ assertion in two_becomes_four\npub fn double(n: u32) -> u32 {{\n    \
         if n == 0 && std::fs::create_dir({once:?}).is_err() {{ 0 }} else {{ n + 7 }}\n}}\n"
    );
    mini.write("crates/s01-mini/wrong/double/moody.rs", &answer);
    let (row, green) = verify(&mini, &["--repeat", "2"]);
    assert!(!green, "{row:#}");
    assert_eq!(row["tests_nothing_fails"][0], "zero_stays_zero");
}

#[test]
fn selection_that_holds_nothing_is_never_green() {
    let mini = Mini::new();
    assert_eq!(mini.run(&["verify", "tripel"]).status.code(), Some(2));
    assert_eq!(
        mini.run(&["verify", "--section", "s09"]).status.code(),
        Some(2)
    );
}
