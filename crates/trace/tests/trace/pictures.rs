//! Mistakes, as they look beside the reference.

use crate::drawn;

/// How that goes on which is no line of a test.
const IS_NO_LINE: fn(char) -> bool = |letter| letter.is_ascii_digit() || letter == '█';

/// Without the numbers of the lines, for a test file may grow above them, and without what depends
/// on the machine's mood.
pub fn unnumbered(text: &str) -> String {
    let of_the_machine = |line: &&str| line.starts_with("  = note: real time");
    let lines = text
        .lines()
        .filter(|line| !of_the_machine(line))
        .map(|line| match bare(line).split_once("  ") {
            // The axis of bars begins with a number, too, and so does the bar of a call so named.
            Some((number, source))
                if number.parse::<usize>().is_ok()
                    && !source.trim_start().starts_with(IS_NO_LINE) =>
            {
                format!("   #  {source}\n")
            }
            _ => format!("{line}\n"),
        });
    lines.collect()
}

/// Without what stands before a line of the test.
fn bare(line: &str) -> &str {
    line.trim_start_matches("\x1b[2m").trim_start()
}

macro_rules! picture {
    ($test:ident, $section:literal, $kata:literal, $answer:literal) => {
        #[test]
        fn $test() {
            insta::assert_snapshot!(unnumbered(&drawn($section, $kata, $answer, &[])));
        }
    };
}

picture!(
    a_waker_that_nobody_calls,
    "s02-future-trait",
    "value_slot",
    "wakes_nobody"
);
picture!(
    the_first_of_two_wakers,
    "s02-future-trait",
    "value_slot",
    "first_waker_only"
);
picture!(
    a_poll_that_forgets_to_wake,
    "s02-future-trait",
    "countdown",
    "forgot_to_wake"
);
picture!(
    three_one_after_the_other,
    "s04-composition",
    "join_three",
    "awaits_in_turn"
);
picture!(
    two_at_a_time,
    "s04-composition",
    "join_three",
    "two_at_a_time"
);
picture!(
    the_error_comes_late,
    "s04-composition",
    "fail_fast",
    "empty_profile_instead"
);
picture!(
    a_stop_that_begins_what_is_left,
    "s11-faq",
    "crawler",
    "empties_the_queue"
);
picture!(a_limit_of_none, "s11-faq", "crawler", "no_limit");
picture!(level_by_level, "s11-faq", "crawler", "level_by_level");
