//~ stale-waker in moved_to_another_task_then_that_one_is_woken
//! "The work is asked only when it has called." So it gets a waker that notes the call; that one hands the
//! call on to the task of the first poll.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::task::coop::unconstrained;
use tokio::time::sleep;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

struct Call {
    has_come: AtomicBool,
    task: Waker,
}

impl Wake for Call {
    fn wake(self: Arc<Self>) {
        self.has_come.store(true, Ordering::SeqCst);
        self.task.wake_by_ref();
    }
}

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    let mut f = pin!(f);
    let mut clock = pin!(unconstrained(sleep(d)));
    let mut call = None;
    poll_fn(|cx| {
        let call = call.get_or_insert_with(|| {
            let (has_come, task) = (AtomicBool::new(true), cx.waker().clone());
            Arc::new(Call { has_come, task })
        });
        if call.has_come.swap(false, Ordering::SeqCst) {
            let waker = Waker::from(Arc::clone(call));
            let polled = f.as_mut().poll(&mut Context::from_waker(&waker));
            if let Poll::Ready(output) = polled {
                return Poll::Ready(Ok(output));
            }
        }
        clock.as_mut().poll(cx).map(|()| Err(Elapsed))
    })
    .await
}
