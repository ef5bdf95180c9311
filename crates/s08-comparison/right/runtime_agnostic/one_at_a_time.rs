//! `for_each_concurrent` with a limit of one, and a cell for the sum; an executor of a few lines.

use std::cell::Cell;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::Receiver;
use tokio::runtime::Builder;

pub async fn pipeline(numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let sum = Cell::new(0_u64);
    let pause = async |number: u32| {
        sleep(Duration::from_millis(number.into())).await;
        sum.set(sum.get() + u64::from(number));
    };
    numbers.for_each_concurrent(1, &pause).await;
    sum.get()
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
        thread::park();
    }
}

pub fn run_everywhere<T>(job: impl AsyncFn() -> T) -> [T; 3] {
    let mut outputs = Vec::new();
    for mut builder in [Builder::new_current_thread(), Builder::new_multi_thread()] {
        let runtime = builder.enable_time().build().expect("a runtime");
        outputs.push(runtime.block_on(job()));
        runtime.shutdown_background();
    }
    outputs.push(block_on(job()));
    outputs
        .try_into()
        .unwrap_or_else(|_| unreachable!("there are three"))
}
