//~ busy-poll in messages_are_logged_at_the_moment_they_come
//! "Look, and let the others run." It asks to be polled again at once, and so keeps a core busy.

use std::io;
use std::pin::pin;
use std::time::Duration;

use futures::poll;
use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::sync::mpsc::error::TryRecvError;
use tokio::task::yield_now;
use tokio::time::Instant;

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
            Err(TryRecvError::Empty) => yield_now().await,
        }
    }
}
