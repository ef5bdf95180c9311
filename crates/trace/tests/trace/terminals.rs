//! The same picture on terminals of other kinds.

use unicode_width::UnicodeWidthStr as _;

use crate::pictures::unnumbered;
use crate::{text_of, trace_in, wrong};

fn of(kata: &str, section: &str, answer: &str, lang: &str, terminal: &[(&str, &str)]) -> String {
    let answer = wrong(section, kata, answer);
    let words = [kata, "--answer", answer.to_str().unwrap()];
    unnumbered(&text_of(trace_in(&words, lang, terminal)))
}

fn polls(lang: &str, terminal: &[(&str, &str)]) -> String {
    of(
        "value_slot",
        "s02-future-trait",
        "first_waker_only",
        lang,
        terminal,
    )
}

fn calls(lang: &str, terminal: &[(&str, &str)]) -> String {
    of(
        "join_three",
        "s04-composition",
        "awaits_in_turn",
        lang,
        terminal,
    )
}

#[track_caller]
fn is_no_wider_than(columns: usize, text: &str) {
    let wide = text.lines().find(|line| line.width() > columns);
    assert_eq!(wide, None, "wider than {columns}");
}

#[test]
fn eighty_columns_in_japanese() {
    let terminal = [("COLUMNS", "80")];
    let text = polls("ja", &terminal) + &calls("ja", &terminal);
    let drawn = text.lines().filter(|line| line.contains(['│', '█']));
    is_no_wider_than(80, &drawn.collect::<Vec<_>>().join("\n"));
    insta::assert_snapshot!(text);
}

#[test]
fn hundred_and_twenty_columns_in_colour() {
    let terminal = [("COLUMNS", "120"), ("CLICOLOR_FORCE", "1")];
    insta::assert_snapshot!(polls("en", &terminal) + &calls("en", &terminal));
}

#[test]
fn without_colour_whatever_asks_for_it() {
    let terminal = [
        ("COLUMNS", "80"),
        ("CLICOLOR_FORCE", "1"),
        ("NO_COLOR", "1"),
    ];
    let text = polls("en", &terminal) + &calls("en", &terminal);
    assert!(!text.contains('\x1b'), "{text}");
}

#[test]
fn without_signs_that_the_terminal_lacks() {
    for terminal in [("TERM", "linux"), ("LC_ALL", "C"), ("LANG", "ja_JP.eucJP")] {
        let text = polls("en", &[("COLUMNS", "80"), terminal]);
        assert!(text.is_ascii(), "{text}");
    }
    let terminal = [("COLUMNS", "80"), ("TERM", "dumb")];
    insta::assert_snapshot!(polls("en", &terminal) + &calls("en", &terminal));
}
