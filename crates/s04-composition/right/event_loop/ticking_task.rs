//! The heartbeat is a task that sends, in a set that ends it: `run` may return, or be dropped.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc;
use tokio::sync::mpsc::Receiver;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

pub async fn run(
    mut rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let (beat, mut beats) = mpsc::channel(1);
    let mut tasks = JoinSet::new();
    tasks.spawn(async move {
        let mut due = Instant::now();
        loop {
            due += heartbeat;
            sleep_until(due).await;
            if beat.send(()).await.is_err() {
                break;
            }
        }
    });
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            Some(()) = beats.recv() => log.write("heartbeat"),
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
