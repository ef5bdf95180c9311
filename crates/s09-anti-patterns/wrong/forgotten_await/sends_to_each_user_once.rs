//~ lost-message in all_are_sent_on_return
//! "A user needs no second notification." The list says otherwise: one for each entry.

use futures::future::join_all;
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let users: std::collections::BTreeSet<u32> = users.iter().copied().collect();
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
    background.wait().await;
}
