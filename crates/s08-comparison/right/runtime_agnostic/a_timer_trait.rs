//! A trait for what the core needs of a runtime, and a core that knows only the trait.

use std::time::Duration;

use futures::channel::mpsc::Receiver;
use futures::executor;
use futures::future::poll_immediate;
use futures::stream::{StreamExt, unfold};
use tokio::runtime::{Builder, Runtime};

trait Timer {
    async fn pause(&self, time: Duration);
}

struct ByCall<S>(S);

impl<S: AsyncFn(Duration)> Timer for ByCall<S> {
    async fn pause(&self, time: Duration) {
        (self.0)(time).await;
    }
}

struct Core<T> {
    timer: T,
    numbers: Receiver<u32>,
}

impl<T: Timer> Core<T> {
    async fn step(mut self) -> Option<(u64, Core<T>)> {
        let number = match poll_immediate(self.numbers.next()).await {
            Some(number) => number?,
            None => self.numbers.next().await?,
        };
        self.timer.pause(Duration::from_millis(number.into())).await;
        Some((number.into(), self))
    }
}

pub async fn pipeline(numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let timer = ByCall(sleep);
    let mut steps = std::pin::pin!(unfold(Core { timer, numbers }, Core::step));
    let mut numbers = Vec::new();
    while let Some(number) = steps.next().await {
        numbers.push(number);
    }
    numbers.into_iter().sum()
}

pub fn run_everywhere<T>(job: impl AsyncFn() -> T) -> [T; 3] {
    fn on<F: Future>(runtime: std::io::Result<Runtime>, job: F) -> F::Output {
        runtime.expect("a runtime").block_on(job)
    }
    let mut single = Builder::new_current_thread();
    let mut multi = Builder::new_multi_thread();
    let single = on(single.enable_time().build(), job());
    let multi = on(multi.worker_threads(2).enable_time().build(), job());
    [single, multi, executor::block_on(job())]
}
