//! Everywhere but on Linux: nothing is known.

use std::time::Duration;

use super::Activity;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ThreadId;

pub(crate) fn this_thread() -> ThreadId {
    ThreadId
}

pub(crate) fn activity(_: ThreadId) -> Activity {
    Activity::Unknown
}

pub(crate) fn sleeps(_: ThreadId) -> Option<u64> {
    None
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Turns {
    pub(crate) cpu: Duration,
    pub(crate) waited: Duration,
    pub(crate) count: u64,
}

pub(crate) fn turns(_: ThreadId) -> Option<Turns> {
    None
}

pub(crate) fn tag_this_thread() -> String {
    String::new()
}

pub(crate) fn threads_tagged(_: &str) -> Option<usize> {
    None
}

pub(crate) fn threads_of(_: &str) -> Option<Vec<ThreadId>> {
    None
}

pub(crate) fn threads() -> Option<Vec<(ThreadId, String)>> {
    None
}

pub(crate) fn this_thread_is_own() {}

pub(crate) fn nobody_moves() -> bool {
    false
}

pub(crate) fn all_others_sleep() -> Option<bool> {
    None
}

pub(crate) fn waits_for_a_sleeper(_: ThreadId) -> bool {
    false
}

pub(crate) const TAG: &str = "probe-";

pub(crate) fn words_at(_: usize, _: usize) -> Option<Vec<usize>> {
    None
}

pub(crate) fn waits_for_a_lock(_: ThreadId) -> bool {
    false
}

pub(crate) fn asked_to_sleep() -> Duration {
    Duration::ZERO
}

pub(crate) fn forget_sleeps_since(_: Duration) {}
