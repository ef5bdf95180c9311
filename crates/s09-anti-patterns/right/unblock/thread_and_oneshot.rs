//! A thread of std, and a channel on which the output, or the panic, comes back.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::timeout;

pub async fn good_delay(duration: Duration) {
    let _ = timeout(duration, std::future::pending::<()>()).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (send, output) = oneshot::channel();
    thread::spawn(move || {
        // Nobody listens any more? Then nobody has to know.
        let _ = send.send(catch_unwind(AssertUnwindSafe(work)));
    });
    match output.await.expect("it sends before it ends") {
        Ok(output) => output,
        Err(panic) => resume_unwind(panic),
    }
}
