//! What happened, in a few lines under the headline.

use dojo::show::View;
use dojo::timeline::{self, Event};

use super::*;

fn recorded(lines: &str) -> Vec<Event> {
    let sample = Sample::new();
    sample.files.write("trace.jsonl", lines);
    timeline::read(&sample.root().join("trace.jsonl"))
}

/// The verdict with this drawing, as somebody sees it who has this view.
fn shown_in(lines: &str, code: &str, view: View) -> String {
    let sample = Sample::new();
    let course = sample.course();
    let mut about = solved();
    unsolved(vec![diagnosed("wakes_each_time", code)])(&mut about);
    about.timeline = Some(recorded(lines));
    let context = Context {
        kata: course.kata("countdown").unwrap(),
        own: true,
        keys: false,
        next: None,
        explained: explained(),
    };
    verdict(&about, context, view)
}

fn polls() -> String {
    let event = |seq: usize, what: &str, more: &str| {
        let (kind, subject) = match what {
            "finding" => ("test", "test"),
            _ => ("future", "future 1"),
        };
        format!(
            "{{\"seq\":{seq},\"real_us\":{seq},\"thread\":\"t\",\"kind\":\"{kind}\",\"subject\":\"{subject}\",\"what\":\"{what}\"{more}}}\n"
        )
    };
    let at = |line: usize| format!(",\"at\":\"tests/countdown.rs:{line}\"");
    [
        event(0, "created", &at(1)),
        event(1, "poll", &at(2)),
        event(2, "waker cloned", ""),
        event(3, "pending", ""),
        event(4, "awaits a wake", &at(4)),
        event(5, "finding", ",\"code\":\"lost-wake\""),
    ]
    .concat()
}

fn calls() -> String {
    let event = |seq: usize, name: &str, what: &str, at: usize| {
        format!(
            "{{\"seq\":{seq},\"real_us\":{seq},\"virtual_us\":{},\"thread\":\"t\",\"kind\":\"call\",\"subject\":\"{name}\",\"what\":\"{what}\"}}\n",
            at * 1000
        )
    };
    [
        event(0, "お知らせ", "begins", 0),
        event(1, "お知らせ", "ends", 100),
        event(2, "profile", "begins", 100),
        event(3, "profile", "ends", 300),
    ]
    .concat()
}

#[test]
fn polls_and_a_wake_that_never_came() {
    let text = [Lang::En, Lang::Ja].map(|lang| shown_in(&polls(), "lost-wake", view(lang)));
    insta::assert_snapshot!(text.join("\n────\n\n"));
}

#[test]
fn calls_one_after_the_other() {
    let text = [Lang::En, Lang::Ja].map(|lang| shown_in(&calls(), "sequential-await", view(lang)));
    insta::assert_snapshot!(text.join("\n────\n\n"));
}

#[test]
fn on_a_terminal_of_few_signs_and_on_one_of_many() {
    let few = View {
        ascii: true,
        ..view(Lang::En)
    };
    let many = View {
        color: true,
        width: 120,
        ..view(Lang::En)
    };
    let text = [few, many].map(|view| {
        shown_in(&polls(), "lost-wake", view) + &shown_in(&calls(), "sequential-await", view)
    });
    assert!(text[0].is_ascii() || text[0].contains('お'), "{}", text[0]);
    insta::assert_snapshot!(text.join("\n────\n\n"));
}

/// Items of a worker, one that is cut off, one that goes on, and what ends with the test.
fn items() -> String {
    let event = |seq: usize, name: &str, what: &str, at: usize| {
        format!(
            "{{\"seq\":{seq},\"real_us\":{seq},\"virtual_us\":{},\"thread\":\"t\",\"kind\":\"call\",\"subject\":\"{name}\",\"what\":\"{what}\"}}\n",
            at * 1000
        )
    };
    let finding = "{\"seq\":9,\"real_us\":9,\"virtual_us\":400000,\"thread\":\"t\",\"kind\":\"test\",\"subject\":\"test\",\"what\":\"finding\",\"code\":\"lost-message\"}\n";
    [
        event(0, "the last", "made", 0),
        event(1, "worker", "begins", 0),
        event(2, "worker", "begins", 50),
        event(3, "worker", "ends", 100),
        event(4, "worker", "ends", 150),
        event(5, "worker", "begins", 150),
        event(6, "worker", "dropped", 300),
        event(7, "told", "begins", 300),
        event(8, "told", "ends", 300),
        event(8, "the last", "begins", 350),
        finding.to_owned(),
        event(10, "the last", "dropped", 400),
    ]
    .concat()
}

#[test]
fn calls_of_one_name_in_one_line_and_how_they_broke_off() {
    let text = [false, true].map(|ascii| {
        let view = View {
            ascii,
            ..view(Lang::En)
        };
        shown_in(&items(), "lost-message", view)
    });
    insta::assert_snapshot!(text.join("\n────\n\n"));
}

#[test]
fn only_where_it_says_more() {
    let nothing = polls()
        .lines()
        .last()
        .unwrap()
        .replace("\"seq\":5", "\"seq\":0");
    for (lines, code) in [(polls(), "busy-poll"), (nothing, "lost-wake")] {
        is_not_drawn(&shown_in(&lines, code, view(Lang::En)));
    }
}

#[track_caller]
fn is_not_drawn(text: &str) {
    assert!(
        !text.contains("what happened") && !text.contains("cargo xtask trace"),
        "{text}"
    );
}
