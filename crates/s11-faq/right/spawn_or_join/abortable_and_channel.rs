//! An `Abortable` in a task, and a channel that brings the output, or what became of it.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::thread;

use futures::FutureExt;
use futures::future::{AbortHandle, Abortable};
use tokio::sync::oneshot;

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    futures::join!(a, b)
}

pub struct Background<T> {
    end: oneshot::Receiver<Option<thread::Result<T>>>,
    abort: Aborts,
}

struct Aborts(Option<AbortHandle>);

impl Drop for Aborts {
    fn drop(&mut self) {
        if let Some(handle) = &self.0 {
            handle.abort();
        }
    }
}

impl<T: Send + 'static> Background<T> {
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        let (abort, registration) = AbortHandle::new_pair();
        let (tell, end) = oneshot::channel();
        tokio::spawn(async move {
            let work = AssertUnwindSafe(work).catch_unwind();
            let end = Abortable::new(work, registration).await;
            let _ = tell.send(end.ok());
        });
        Background {
            end,
            abort: Aborts(Some(abort)),
        }
    }

    pub async fn join(self) -> T {
        let Background { end, abort } = self;
        let output = done(end.await).expect("nobody aborts it");
        drop(abort);
        output
    }

    pub async fn cancel(self) -> Option<T> {
        let Background { end, abort } = self;
        drop(abort);
        done(end.await)
    }

    pub fn detach(mut self) {
        self.abort.0 = None;
    }
}

fn done<T>(end: Result<Option<thread::Result<T>>, oneshot::error::RecvError>) -> Option<T> {
    match end.ok().flatten()? {
        Ok(output) => Some(output),
        Err(panic) => resume_unwind(panic),
    }
}
