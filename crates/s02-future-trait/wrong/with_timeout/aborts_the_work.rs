//~ wrong-result in done_while_nobody_polled_then_ok
//! "A task aborts the work when the time is over." Work that is aborted is not asked any more, not even
//! for a result that is there.

use std::time::Duration;

use futures::future::{AbortHandle, Abortable};
use tokio::task::JoinHandle;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

struct Clock(JoinHandle<()>);

impl Drop for Clock {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    let (handle, registration) = AbortHandle::new_pair();
    let _clock = Clock(tokio::spawn(async move {
        tokio::time::sleep(d).await;
        handle.abort();
    }));
    Abortable::new(f, registration).await.map_err(|_| Elapsed)
}
