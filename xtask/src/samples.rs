//! Verdicts as people see them, in both languages.

mod drawn;

use std::collections::BTreeSet;

use crate::sample::{SECTION, Sample, view};
use dojo::course::Course;
use dojo::panic::panic_of;
use dojo::show::{Context, verdict};
use dojo::verdict::{Compile, Finding, Message, Outcome, TestOutcome, TestReport, Verdict};
use lang::{Lang, text};

/// The text of a verdict on `countdown`, after `change` made it what the test is about.
fn shown(change: impl Fn(&mut Verdict)) -> String {
    shown_as(change, |course| Context {
        kata: course.kata("countdown").unwrap(),
        own: true,
        keys: false,
        next: course.kata("delay").ok(),
        explained: explained(),
    })
}

fn shown_as(change: impl Fn(&mut Verdict), context: impl Fn(&Course) -> Context<'_>) -> String {
    let sample = Sample::new();
    let course = sample.course();
    let mut about = solved();
    change(&mut about);
    [Lang::En, Lang::Ja]
        .map(|lang| verdict(&about, context(&course), view(lang)))
        .join("\n────\n\n")
}

fn explained() -> &'static BTreeSet<String> {
    Box::leak(Box::new(BTreeSet::from(["lost-wake".to_owned()])))
}

fn solved() -> Verdict {
    Verdict {
        kata: "countdown".to_owned(),
        section: SECTION.to_owned(),
        answer: Sample::exercise("countdown"),
        answer_sha256: "ab".repeat(32),
        outcome: Outcome::Solved,
        tests: vec![passed("zero_is_ready_at_once"), passed("wakes_each_time")],
        own_tests: Vec::new(),
        timeline: None,
        compile: Compile::default(),
        build_seconds: 0.2,
        run_seconds: 0.1,
    }
}

fn passed(name: &str) -> TestReport {
    TestReport {
        name: name.to_owned(),
        outcome: TestOutcome::Passed,
        duration_ms: 1,
        diagnoses: Vec::new(),
        panic: None,
        output: String::new(),
    }
}

fn failed(name: &str, output: &str) -> TestReport {
    TestReport {
        outcome: TestOutcome::Failed,
        panic: panic_of(name, &Sample::exercise("countdown"), output),
        output: output.to_owned(),
        ..passed(name)
    }
}

fn diagnosed(name: &str, code: &str) -> TestReport {
    TestReport {
        diagnoses: vec![Finding {
            code: code.to_owned(),
            message: text!(
                "the future returned `Pending`, and nothing is left that could wake it",
                "Future が `Pending` を返しましたが、タスクを起床させるものがもう残っていません"
            ),
            notes: vec![text!(
                "polls: 1, wakes: 0, clones of the waker: 0 made, 0 alive, virtual clock at 0 s",
                "ポーリング: 1 回、起床: 0 回、waker のクローン: 作成 0、生存 0、仮想時計は 0 秒の位置です"
            )],
            location: Some(format!("crates/{SECTION}/tests/countdown.rs:31")),
        }],
        ..failed(name, "")
    }
}

fn panicked(name: &str, place: &str, message: &str) -> TestReport {
    let output = format!(
        "left is 3\n\nthread '{name}' (9) panicked at {place}:\n{message}\n\
         note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"
    );
    failed(name, &output)
}

fn unsolved(tests: Vec<TestReport>) -> impl Fn(&mut Verdict) {
    move |verdict| {
        verdict.outcome = Outcome::Unsolved;
        verdict.tests = tests.clone();
        verdict.tests.push(passed("zero_is_ready_at_once"));
    }
}

fn message(error: bool, rendered: &str) -> Message {
    Message {
        error,
        rendered: rendered.to_owned(),
    }
}

#[test]
fn the_stub() {
    insta::assert_snapshot!(shown(|verdict| {
        verdict.outcome = Outcome::Stub;
        verdict.tests.clear();
    }));
}

#[test]
fn solved_and_more_to_do() {
    insta::assert_snapshot!(shown(|_| {}));
}

#[test]
fn solved_with_warnings_and_own_tests() {
    insta::assert_snapshot!(shown(|verdict| {
        verdict.compile.warnings = 1;
        verdict.compile.messages = vec![message(
            false,
            "warning: unused variable: `n`\n --> x.rs:3:9\n",
        )];
        verdict.own_tests = vec![passed("tests::mine"), failed("tests::other", "")];
    }));
}

#[test]
fn solved_and_nothing_left() {
    let text = shown_as(
        |_| {},
        |course| Context {
            kata: course.kata("countdown").unwrap(),
            own: true,
            keys: false,
            next: None,
            explained: explained(),
        },
    );
    insta::assert_snapshot!(text);
}

#[test]
fn another_file_solved() {
    let text = shown_as(
        |verdict| verdict.answer = "my answers/道場.rs".to_owned(),
        |course| Context {
            kata: course.kata("countdown").unwrap(),
            own: false,
            keys: false,
            next: None,
            explained: explained(),
        },
    );
    insta::assert_snapshot!(text);
}

#[test]
fn a_diagnosis_and_others() {
    insta::assert_snapshot!(shown(unsolved(vec![
        diagnosed("wakes_each_time", "lost-wake"),
        diagnosed("runs_on_tokio", "lost-wake"),
        failed("never_said_why", ""),
    ])));
}

#[test]
fn a_diagnosis_without_a_page() {
    let mut test = diagnosed("wakes_each_time", "stack-overflow");
    test.diagnoses[0].message = text!("the stack overflowed", "スタックがあふれました");
    test.diagnoses[0].notes.clear();
    test.diagnoses[0].location = None;
    insta::assert_snapshot!(shown(unsolved(vec![test])));
}

#[test]
fn a_plain_assertion() {
    insta::assert_snapshot!(shown(unsolved(vec![panicked(
        "wakes_each_time",
        "crates/s02-future-trait/tests/countdown.rs:31:5",
        "assertion `left == right` failed: one wake for each `Pending`\n  left: 2\n right: 1",
    )])));
}

#[test]
fn a_panic_in_the_answer() {
    insta::assert_snapshot!(shown(unsolved(vec![
        panicked(
            "wakes_each_time",
            "crates/s02-future-trait/tests/../../../exercises/s02-future-trait/countdown.rs:12:9",
            "not yet implemented: what does the first poll answer?",
        ),
        panicked(
            "runs_on_tokio",
            "exercises/s02-future-trait/countdown.rs:12:9",
            "not yet implemented: what does the first poll answer?",
        ),
    ])));
}

#[test]
fn a_test_that_does_not_end() {
    insta::assert_snapshot!(shown(unsolved(vec![TestReport {
        outcome: TestOutcome::Hung,
        duration_ms: 10_003,
        ..passed("wakes_each_time")
    }])));
}

#[test]
fn a_test_that_did_not_run() {
    insta::assert_snapshot!(shown(unsolved(vec![TestReport {
        outcome: TestOutcome::Missing,
        ..passed("wakes_each_time")
    }])));
}

#[test]
fn an_answer_that_does_not_compile() {
    insta::assert_snapshot!(shown(|verdict| {
        verdict.outcome = Outcome::CompileError;
        verdict.tests.clear();
        verdict.compile.codes = vec!["E0308".to_owned()];
        let first =
            "error[E0308]: mismatched types\n --> exercises/s02-future-trait/countdown.rs:3:5\n\n";
        let others = ["error: another\n\n", "error: a third\n\n"].map(|text| message(true, text));
        verdict.compile.messages = vec![message(true, first)];
        verdict.compile.messages.extend(others);
    }));
}

#[test]
fn what_a_terminal_would_obey_is_shown() {
    let mut test = diagnosed("wakes_each_time", "lost\x1b[2Jwake");
    test.diagnoses[0].notes = vec![text!("\x1b]0;title\x07", "\u{202e}逆")];
    test.output = "printed \x1b]52;c;YQ==\x07\n".to_owned();
    let text = shown(unsolved(vec![
        test,
        panicked("runs_on_tokio", "x.rs:1:1", "\x1b[31mred"),
    ]));
    let obeyed = |c: char| c != '\n' && c.is_control() || c == '\u{202e}';
    assert!(!text.contains(obeyed), "{text:?}");
    assert!(text.contains("printed \\u{1b}]52;c;YQ==\\u{7}"), "{text}");
}

#[test]
fn colour_changes_no_word() {
    let sample = Sample::new();
    let course = sample.course();
    let context = Context {
        kata: course.kata("countdown").unwrap(),
        own: true,
        keys: false,
        next: None,
        explained: explained(),
    };
    let mut about = solved();
    unsolved(vec![diagnosed("wakes_each_time", "lost-wake")])(&mut about);
    let mut colored = view(Lang::En);
    colored.color = true;
    let text = verdict(&about, context, colored);
    let mut plain = String::new();
    for part in text.split('\x1b') {
        let rest = part.strip_prefix('[').and_then(|rest| rest.split_once('m'));
        plain += rest.map_or(part, |(_, rest)| rest);
    }
    assert_ne!(plain, text);
    assert_eq!(plain, verdict(&about, context, view(Lang::En)));
}
