//~ unpolled-future in all_are_sent_on_return
//! "`collect` drives the iterator." The iterator, yes. Now there is a list of futures that nobody polls.

use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let sent: Vec<_> = users.iter().map(|&user| notifier.send(user)).collect();
    sent.len()
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
