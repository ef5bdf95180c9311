//~ unpolled-future in all_are_sent_on_return
//! "`let _ =` settles the warning." It settles the warning, and drops the future.

use s09_anti_patterns::notifier::Notifier;
use tokio_util::task::TaskTracker;

pub async fn notify_all(notifier: &Notifier, users: &[u32]) -> usize {
    let mut told = 0;
    for &user in users {
        let _ = notifier.send(user);
        told += 1;
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
