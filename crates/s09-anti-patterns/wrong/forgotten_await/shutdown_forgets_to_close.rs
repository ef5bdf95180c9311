//~ deadlock in shutdown_waits_for_what_was_started
//! "`wait` waits until nothing is left." And until the tracker is closed: an open one may get more.

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
    background.wait().await;
}
