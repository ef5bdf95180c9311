//~ lost-message in all_are_sent_on_return
//! "Polling starts a future, and then it runs." It runs only while it is polled, and this one is dropped
//! when it is `Pending`.

use futures::FutureExt;
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let sent = users.iter().map(|&user| notifier.send(user).now_or_never());
    sent.filter(|sent| matches!(sent, Some(Ok(())))).count()
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
