//! A flag switches the branch of the channel off, and `else` then ends the loop: which works only
//! where everything else is switched off by it too.

use std::io;
use std::pin::pin;
use std::time::Duration;

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
    let mut open = true;
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown, if open => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            _ = beats.tick(), if open => log.write("heartbeat"),
            message = rx.recv(), if open => match message {
                Some(text) => log.write(format!("message {text}")),
                None => open = false,
            },
            else => return Exit::Closed,
        }
    }
}
