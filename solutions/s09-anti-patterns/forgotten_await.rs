//! `join_all` drives the futures that it is given; a tracker knows of the tasks that go on.

use futures::future::join_all;
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

/// Sends a notification to each of the users, waits for all of them, and returns how many users
/// were told.
pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let sent = join_all(users.iter().map(|&user| notifier.send(user))).await;
    sent.iter().filter(|sent| sent.is_ok()).count()
}

/// Starts to send a notification to each of the users, in tasks that `background` keeps track of,
/// and returns without waiting for them.
pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    for &user in users {
        background.spawn(notifier.send(user));
    }
}

/// Returns when everything in `background` has ended.
pub async fn shutdown_safely(background: TaskTracker) {
    background.close();
    background.wait().await;
}
