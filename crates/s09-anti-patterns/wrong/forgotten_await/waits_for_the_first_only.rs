//~ lost-message in all_are_sent_on_return
//! "`select_all` waits for all of them." For the first of all of them. The others are dropped halfway.

use futures::future::select_all;
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    if users.is_empty() {
        return 0;
    }
    let sent = users.iter().map(|&user| Box::pin(notifier.send(user)));
    let (first, _, _) = select_all(sent).await;
    usize::from(first.is_ok()) * users.len()
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
