//~ forgotten-task in shutdown_waits_for_what_was_started
//! "One task of the tracker starts the others." The tracker knows of the one, which ends at once.

use futures::future::join_all;
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let sent = join_all(users.iter().map(|&user| notifier.send(user))).await;
    sent.iter().filter(|sent| sent.is_ok()).count()
}

pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    let (notifier, users) = (notifier.clone(), users.to_vec());
    background.spawn(async move {
        for user in users {
            tokio::spawn(notifier.send(user));
        }
    });
}

pub async fn shutdown_safely(background: TaskTracker) {
    background.close();
    background.wait().await;
}
