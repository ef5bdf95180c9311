//! What happened in a test, as probe has written it down where it was asked to: `kata-trace/1`
//! (docs/json.md).
//!
//! - [`Event`]: one thing that happened; [`keep_one`]: of several tries, the one that is drawn.
//! - [`Step`]: what happened between two steps of the test; [`aligned`]: the same of two answers.
//! - [`Bar`]: a call, from its beginning to its end.
//! - [`Sources`]: the lines of the test.

mod bar;
mod event;
mod rounds;
mod sources;
mod steps;

pub use bar::{Bar, bars, lanes};
pub use event::{Event, read};
pub use rounds::keep_one;
pub use sources::Sources;
pub use steps::{Pair, Step, aligned, lines, sign, steps};

/// Mistakes of which a drawing says more than a note.
const DRAWN: [&str; 27] = [
    "cancel-unsafe-read",
    "dropped-wake",
    "eager-start",
    "early-return",
    "early-wake",
    "forgotten-task",
    "late-drop",
    "lost-cleanup",
    "lost-message",
    "lost-wake",
    "missed-signal",
    "needless-wake",
    "polled-after-ready",
    "ready-too-early",
    "ready-too-late",
    "register-race",
    "restarted-timer",
    "sequential-await",
    "stale-waker",
    "starved-branch",
    "starved-task",
    "unawaited-abort",
    "unawaited-cleanup",
    "unbounded-concurrency",
    "unpolled-child",
    "unwoken-poll",
    "works-after-drop",
];

/// Whether a drawing says more of this mistake than a note.
pub fn says_more(code: &str) -> bool {
    DRAWN.contains(&code)
}
