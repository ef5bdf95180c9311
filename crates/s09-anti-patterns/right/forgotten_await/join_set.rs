//! Tasks in a set that is emptied; in the background, tokens that tasks hold.

use s09_anti_patterns::notifier::Notifier;
use tokio::task::JoinSet;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let tasks: JoinSet<_> = users.iter().map(|&user| notifier.send(user)).collect();
    let sent = tasks.join_all().await;
    sent.into_iter().flatten().count()
}

pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    for &user in users {
        let (token, sent) = (background.token(), notifier.send(user));
        tokio::spawn(async move {
            let _token = token;
            let _ = sent.await;
        });
    }
}

pub async fn shutdown_safely(background: TaskTracker) {
    background.close();
    background.wait().await;
}
