//! forgotten_await: futures and tasks that nobody waits for.
//! Task and hints: `cargo xtask lesson forgotten_await`, `cargo xtask hint forgotten_await`
//! 日本語: exercises/s09-anti-patterns/forgotten_await.ja.md

use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

/// Sends a notification to each of the users, waits for all of them, and returns how many users
/// were told.
pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let _ = (notifier, users);
    todo!("calling `notifier.send(user)` sends nothing")
}

/// Starts to send a notification to each of the users, in tasks that `background` keeps track of,
/// and returns without waiting for them.
pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    let _ = (notifier, users, background);
    todo!("who will wait for these tasks?")
}

/// Returns when everything in `background` has ended.
pub async fn shutdown_safely(background: TaskTracker) {
    let _ = background;
    todo!("wait until nothing is left")
}
