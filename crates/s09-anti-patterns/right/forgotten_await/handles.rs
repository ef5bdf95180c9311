//! Tasks, and each of their handles awaited.

use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let spawn = |&user| tokio::spawn(notifier.send(user));
    let handles: Vec<_> = users.iter().map(spawn).collect();
    let mut told = 0;
    for handle in handles {
        told += usize::from(matches!(handle.await, Ok(Ok(()))));
    }
    told
}

pub async fn notify_later(notifier: &Notifier, users: &[u32], background: &TaskTracker) {
    for &user in users {
        background.spawn(notifier.send(user));
    }
}

pub async fn shutdown_safely(background: TaskTracker) {
    let wait = background.wait();
    background.close();
    tokio::join!(wait, async {});
}
