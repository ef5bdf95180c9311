//~ wrong-result in cancelled_then_nothing_is_left
//! "The work first, so that no output is lost." Work that was cancelled before it had begun begins.

use std::panic::resume_unwind;

use tokio::select;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

pub async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    tokio::join!(a, b)
}

pub struct Background<T> {
    task: JoinHandle<Option<T>>,
    end: DropGuard,
}

impl<T: Send + 'static> Background<T> {
    pub fn start(work: impl Future<Output = T> + Send + 'static) -> Background<T> {
        let token = CancellationToken::new();
        let end = token.clone().drop_guard();
        let task = tokio::spawn(async move {
            select! {
                biased;
                output = work => Some(output),
                () = token.cancelled() => None,
            }
        });
        Background { task, end }
    }

    pub async fn join(self) -> T {
        let _end = self.end;
        match self.task.await {
            Ok(output) => output.expect("nobody has cancelled it"),
            Err(error) => resume_unwind(error.into_panic()),
        }
    }

    pub async fn cancel(self) -> Option<T> {
        self.end.disarm().cancel();
        match self.task.await {
            Ok(output) => output,
            Err(error) => resume_unwind(error.into_panic()),
        }
    }

    pub fn detach(self) {
        self.end.disarm();
    }
}
