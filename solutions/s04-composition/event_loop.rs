//! One `select!`, from the top: what is rare comes first, and the channel, which may always have
//! something, last. The end of the channel is a value, `None`, and not a pattern that does not
//! match.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, interval_at};

/// Writes `message TEXT` into the log for each message, and `heartbeat` once a period, until
/// `shutdown` is over or nobody is left who could send. The period is not zero.
pub async fn run(
    mut rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => {
                return match over {
                    Ok(()) => Exit::Shutdown,
                    Err(_) => Exit::SignalError,
                };
            }
            _ = beats.tick() => log.write("heartbeat"),
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
