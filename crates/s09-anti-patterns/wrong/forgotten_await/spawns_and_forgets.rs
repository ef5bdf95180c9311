//~ forgotten-task in all_are_sent_on_return
//! "Spawned is as good as done." The tasks have not run yet when this returns; if the runtime stops
//! now, they never will.

use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    for &user in users {
        tokio::spawn(notifier.send(user));
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
