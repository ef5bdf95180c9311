//~ forgotten-task in closed_before_and_shut_down_twice
//! "Closed means that it has been shut down already." Or that somebody is still waiting for that.

use futures::future::join_all;
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let sent = join_all(users.iter().map(|&user| notifier.send(user))).await;
    sent.iter().filter(|sent| sent.is_ok()).count()
}

pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    for &user in users {
        background.spawn(notifier.send(user));
    }
}

pub async fn shutdown_safely(background: TaskTracker) {
    if background.close() {
        background.wait().await;
    }
}
