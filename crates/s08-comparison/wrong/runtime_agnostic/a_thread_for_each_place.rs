//~ E0277
//! "Three executors, three threads." The job may not be shared with another thread: nobody has said that it is
//! `Sync`.

use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::Receiver;
use futures::executor;
use tokio::runtime::Builder;

pub async fn pipeline(mut numbers: Receiver<u32>, sleep: impl AsyncFn(Duration)) -> u64 {
    let mut sum = 0;
    while let Some(number) = numbers.next().await {
        sleep(Duration::from_millis(number.into())).await;
        sum += u64::from(number);
    }
    sum
}

pub fn run_everywhere<T>(job: impl AsyncFn() -> T) -> [T; 3] {
    let on_tokio = |mut builder: Builder| {
        let runtime = builder.enable_all().build().expect("a runtime");
        runtime.block_on(job())
    };
    std::thread::scope(|scope| {
        let one = scope.spawn(|| on_tokio(Builder::new_current_thread()));
        let two = scope.spawn(|| on_tokio(Builder::new_multi_thread()));
        let three = scope.spawn(|| executor::block_on(job()));
        [one, two, three].map(|thread| thread.join().expect("no job panics"))
    })
}
