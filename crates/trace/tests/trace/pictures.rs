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
    a_task_that_gives_no_turn_away,
    "s01-sync-vs-async",
    "interleave",
    "never_yields"
);
picture!(
    one_name_after_the_other,
    "s01-sync-vs-async",
    "interleave",
    "one_name_after_the_other"
);
picture!(
    a_hundred_clients_and_one_call,
    "s01-sync-vs-async",
    "serve_many",
    "awaits_the_handler"
);
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
    calls_that_begin_too_early,
    "s03-async-await",
    "async_closure",
    "begins_at_the_call"
);
picture!(
    a_greeting_made_before_the_signal,
    "s03-async-await",
    "async_move",
    "greets_before_it_waits"
);
picture!(
    a_task_goes_on_after_its_end,
    "s03-async-await",
    "borrow_or_own",
    "task_within_a_task"
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
    boxed_and_awaited_in_turn,
    "s05-pin",
    "boxed_futures",
    "one_after_the_other"
);
picture!(
    ticks_that_never_come,
    "s05-pin",
    "pin_in_loop",
    "counts_from_the_last_sign_of_life"
);
picture!(
    done_and_noticed_at_the_next_tick,
    "s05-pin",
    "pin_in_loop",
    "looks_at_each_tick"
);
picture!(
    a_wake_inside_the_poll_is_lost,
    "s06-executor",
    "block_on",
    "notify_without_a_flag"
);
picture!(
    woken_one_tick_late,
    "s06-executor",
    "reactor",
    "one_tick_late"
);
picture!(
    woken_although_it_was_given_up,
    "s06-executor",
    "reactor",
    "takes_all_who_are_due_first"
);
picture!(
    a_primary_that_is_given_up_and_goes_on,
    "s07-error-handling",
    "fallback",
    "goes_on_in_a_task"
);
picture!(
    a_limit_for_the_head_alone,
    "s07-error-handling",
    "fallback",
    "limit_for_the_head_alone"
);
picture!(
    a_fallback_that_is_asked_too_early,
    "s07-error-handling",
    "fallback",
    "asks_the_fallback_when_it_gets_late"
);
picture!(
    losers_that_go_on,
    "s08-comparison",
    "combinator_lab",
    "lets_the_losers_finish"
);
picture!(
    an_error_that_nobody_looks_at,
    "s08-comparison",
    "combinator_lab",
    "joins_and_then_looks"
);
picture!(
    losers_that_are_dropped_too_early,
    "s08-comparison",
    "combinator_lab",
    "select_ok_takes_the_first_end"
);
picture!(
    a_task_that_nobody_waits_for,
    "s09-anti-patterns",
    "forgotten_await",
    "spawns_and_forgets"
);
picture!(
    a_change_that_is_overwritten,
    "s09-anti-patterns",
    "lock_scope",
    "stores_what_it_gets"
);
picture!(
    one_read_at_a_time,
    "s09-anti-patterns",
    "wrap_blocking",
    "one_at_a_time"
);
picture!(
    a_read_that_is_dropped_with_what_it_had,
    "s10-patterns",
    "frame_reader",
    "reads_into_a_local"
);
picture!(
    a_shutdown_that_cuts_off_what_is_in_progress,
    "s10-patterns",
    "graceful_shutdown",
    "interrupts_the_item"
);
picture!(
    a_producer_that_catches_up,
    "s10-patterns",
    "stream_pipeline",
    "catches_up_after_a_wait"
);
picture!(
    a_stop_that_begins_what_is_left,
    "s11-faq",
    "crawler",
    "empties_the_queue"
);
picture!(a_limit_of_none, "s11-faq", "crawler", "no_limit");
picture!(level_by_level, "s11-faq", "crawler", "level_by_level");
