//~ unpolled-future in all_are_sent_on_return
//! "The set waits for its tasks." It aborts them when it is dropped, and these had not even begun.

use s09_anti_patterns::notifier::Notifier;
use tokio::task::JoinSet;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let mut tasks = JoinSet::new();
    for &user in users {
        tasks.spawn(notifier.send(user));
    }
    tasks.len()
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
