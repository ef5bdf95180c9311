//~ unpolled-future in all_are_sent_on_return
//! "`send` sends." Calling it makes a future, and this one is dropped at the end of the line. The
//! compiler warns of it.

use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    for &user in users {
        notifier.send(user);
    }
    users.len()
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
