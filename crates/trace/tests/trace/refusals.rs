//! What cannot be drawn gets one sentence.

use std::fs;
use std::path::Path;

use crate::{trace, wrong};

#[track_caller]
fn refused(words: &[&str], status: i32, said: &str) {
    let output = trace(words);
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{error}");
    assert!(error.contains(said), "{error}");
}

#[test]
fn no_such_test() {
    let answer = wrong("s04-composition", "join_three", "awaits_in_turn");
    let answer = answer.to_str().unwrap();
    let words = ["join_three", "of_another_kata", "--answer", answer];
    refused(
        &words,
        2,
        "`join_three` has no test `of_another_kata`; it has takes_as_long",
    );
}

#[test]
fn an_answer_that_does_not_compile() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no_answer.rs");
    fs::write(&file, "pub fn run_all() {\n").unwrap();
    let words = ["join_three", "--answer", file.to_str().unwrap()];
    refused(&words, 2, "does not compile");
}

#[test]
fn a_page_that_cannot_be_written() {
    let answer = wrong("s04-composition", "join_three", "awaits_in_turn");
    let answer = answer.to_str().unwrap();
    let words = [
        "join_three",
        "--answer",
        answer,
        "--html",
        "/no/such/folder/page.html",
    ];
    refused(&words, 3, "cannot write `/no/such/folder/page.html`");
}

#[test]
fn one_that_hangs_is_drawn_as_far_as_it_came() {
    let answer = wrong(
        "s04-composition",
        "first_wins",
        "forgets_that_there_may_be_none",
    );
    let output = trace(&["first_wins", "--answer", answer.to_str().unwrap()]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("program: begins"),
        "{text}"
    );
}
