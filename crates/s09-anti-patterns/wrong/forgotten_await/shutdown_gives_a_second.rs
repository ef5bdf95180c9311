//~ forgotten-task in shutdown_returns_with_the_last_task
//! "A second is enough for everybody." Not for the slowest; and the others wait in vain.

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
    background.close();
    let second = std::time::Duration::from_secs(1);
    let _ = tokio::time::timeout(second, background.wait()).await;
}
