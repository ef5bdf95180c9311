//! The results come over a channel, whose end says that all is over.

use s09_anti_patterns::notifier::Notifier;
use tokio::sync::mpsc;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let (results, mut received) = mpsc::unbounded_channel();
    for &user in users {
        let (results, sent) = (results.clone(), notifier.send(user));
        tokio::spawn(async move {
            let _ = results.send(sent.await.is_ok());
        });
    }
    drop(results);
    let mut told = 0;
    while let Some(is_told) = received.recv().await {
        told += usize::from(is_told);
    }
    told
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
