//~ lost-message in messages_are_logged_at_the_moment_they_come
//! "Nothing came, so it is the end." An empty text is a message; only `None` is the end.

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
                Some(text) if !text.is_empty() => log.write(format!("message {text}")),
                _ => return Exit::Closed,
            },
        }
    }
}
