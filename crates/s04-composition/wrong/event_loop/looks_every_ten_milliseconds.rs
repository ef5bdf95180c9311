//~ ready-too-late in messages_are_logged_at_the_moment_they_come
//! "Look, and if there is nothing, sleep a little." Each message waits for the end of a nap.

use std::io;
use std::pin::pin;
use std::time::Duration;

use futures::poll;
use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::sync::mpsc::error::TryRecvError;
use tokio::time::{Instant, sleep};

fn how(over: io::Result<()>) -> Exit {
    over.map_or(Exit::SignalError, |()| Exit::Shutdown)
}

pub async fn run(
    mut rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let mut next = Instant::now() + heartbeat;
    loop {
        if let std::task::Poll::Ready(over) = poll!(&mut shutdown) {
            return how(over);
        }
        if Instant::now() >= next {
            log.write("heartbeat");
            next += heartbeat;
        }
        match rx.try_recv() {
            Ok(text) => log.write(format!("message {text}")),
            Err(TryRecvError::Disconnected) => return Exit::Closed,
            Err(TryRecvError::Empty) => sleep(Duration::from_millis(10)).await,
        }
    }
}
