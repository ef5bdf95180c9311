//~ lost-message in messages_are_logged_at_the_moment_they_come
//! "The same line twice is noise." It is two messages, and somebody counts them.

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
    let mut latest = None;
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
                Some(text) => {
                    if latest.as_ref() != Some(&text) {
                        log.write(format!("message {text}"));
                    }
                    latest = Some(text);
                }
                None => return Exit::Closed,
            },
        }
    }
}
