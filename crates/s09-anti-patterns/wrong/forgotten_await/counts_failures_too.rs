//~ swallowed-error in failures_stop_nobody_and_do_not_count
//! "All are sent, so all are told." What `send` returns says whether the user was told.

use futures::future::join_all;
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    join_all(users.iter().map(|&user| notifier.send(user)))
        .await
        .len()
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
