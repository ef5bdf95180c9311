//~ unpolled-future in later_returns_at_once_and_the_notifications_go_on
//! "They can go out at the shutdown." Nobody polls them until then, and nobody is told.

use futures::future::join_all;
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let sent = join_all(users.iter().map(|&user| notifier.send(user))).await;
    sent.iter().filter(|sent| sent.is_ok()).count()
}

pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    for &user in users {
        let (sent, tracker) = (notifier.send(user), background.clone());
        background.spawn(async move {
            while !tracker.is_closed() {
                tokio::time::sleep(std::time::Duration::from_secs(100)).await;
            }
            sent.await
        });
    }
}

pub async fn shutdown_safely(background: TaskTracker) {
    background.close();
    background.wait().await;
}
