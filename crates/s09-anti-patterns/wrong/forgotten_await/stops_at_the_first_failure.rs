//~ lost-message in failures_stop_nobody_and_do_not_count
//! "`try_join_all` waits for all." Until one fails: then it drops the others.

use futures::future::try_join_all;
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let sent = try_join_all(users.iter().map(|&user| notifier.send(user))).await;
    sent.map_or(0, |sent| sent.len())
}

pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    for &user in users {
        background.spawn(notifier.send(user));
    }
}

pub async fn shutdown_safely(background: TaskTracker) {
    background.close();
    background.wait().await;
}
