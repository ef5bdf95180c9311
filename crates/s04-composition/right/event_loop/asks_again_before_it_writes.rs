//! Chance decides whom `select!` takes, and shutdown is asked once more before a message is written.

use std::io;
use std::pin::pin;
use std::time::Duration;

use futures::FutureExt;
use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, interval_at};

pub async fn run(
    mut rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    loop {
        let over = tokio::select! {
            over = &mut shutdown => over,
            _ = beats.tick() => {
                log.write("heartbeat");
                continue;
            }
            message = rx.recv() => match ((&mut shutdown).now_or_never(), message) {
                (Some(over), _) => over,
                (None, None) => return Exit::Closed,
                (None, Some(text)) => {
                    log.write(format!("message {text}"));
                    continue;
                }
            },
        };
        return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
    }
}
