//~ swallowed-panic in dropped_then_the_work_ends_in_peace
//! "Somebody waits for the result." Not if the future has been dropped: then the thread panics, and nobody hears it.

use std::time::Duration;

pub async fn good_delay(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn cpu_heavy<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (send, output) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let work = std::panic::AssertUnwindSafe(work);
        let output = std::panic::catch_unwind(|| { work }.0());
        assert!(send.send(output).is_ok(), "somebody waits");
    });
    match output.await.expect("it sends before it ends") {
        Ok(output) => output,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}
