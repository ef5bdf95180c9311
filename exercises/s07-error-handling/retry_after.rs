//! retry_after: how long to wait before the next attempt.
//! Task and hints: `cargo xtask lesson retry_after`, `cargo xtask hint retry_after`
//! 日本語: exercises/s07-error-handling/retry_after.ja.md

use std::time::{Duration, SystemTime};

/// How long to wait, seen from `now`, according to `value`: what the header `Retry-After` says, if
/// there is one. `default` where it says nothing that can be understood. Never more than `cap`.
pub fn retry_after(
    value: Option<&[u8]>,
    now: SystemTime,
    default: Duration,
    cap: Duration,
) -> Duration {
    let _ = (value, now, default, cap);
    todo!("a number of seconds, or a date: which of the two is it, if any?")
}
