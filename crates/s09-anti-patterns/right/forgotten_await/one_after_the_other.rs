//! A loop with an await; one task in the background for all of them.

use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let mut told = 0;
    for &user in users {
        if notifier.send(user).await.is_ok() {
            told += 1;
        }
    }
    told
}

pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    let (notifier, users) = (notifier.clone(), users.to_vec());
    background.spawn(async move { notify_all(&notifier, &users).await });
}

pub async fn shutdown_safely(background: TaskTracker) {
    background.close();
    background.wait().await;
}
