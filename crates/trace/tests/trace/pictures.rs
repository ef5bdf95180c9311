//! Mistakes, as they look beside the reference.

use crate::drawn;

macro_rules! picture {
    ($test:ident, $section:literal, $kata:literal, $answer:literal) => {
        #[test]
        fn $test() {
            insta::assert_snapshot!(drawn($section, $kata, $answer, &[]));
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
