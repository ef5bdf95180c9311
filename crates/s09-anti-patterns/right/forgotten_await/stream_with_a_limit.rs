//! A stream, four at a time; in the background, futures that are tracked, in tasks of tokio.

use futures::stream::{StreamExt, iter};
use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let sends: Vec<_> = users.iter().map(|&user| notifier.send(user)).collect();
    iter(sends)
        .buffer_unordered(4)
        .filter(|sent| std::future::ready(sent.is_ok()))
        .count()
        .await
}

pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    for &user in users {
        tokio::spawn(background.track_future(notifier.send(user)));
    }
}

pub async fn shutdown_safely(background: TaskTracker) {
    let waits = background.clone();
    background.close();
    tokio::spawn(async move { waits.wait().await })
        .await
        .expect("it does not panic");
}
