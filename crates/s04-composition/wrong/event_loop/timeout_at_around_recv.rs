//~ starved-branch in flood_of_messages_then_heartbeats_still_come
//! "The moment is fixed, so no message puts it off." `timeout_at` looks at the clock only where the
//! channel is empty, and it never is.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, timeout_at};

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
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            message = timeout_at(next, rx.recv()) => match message {
                Ok(Some(text)) => log.write(format!("message {text}")),
                Ok(None) => return Exit::Closed,
                Err(_) => {
                    log.write("heartbeat");
                    next += heartbeat;
                }
            },
        }
    }
}
