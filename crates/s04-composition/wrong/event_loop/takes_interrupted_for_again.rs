//~ swallowed-error in shutdown_fails_then_signal_error
//! "`Interrupted` means: once more." That holds for a system call, not for a future: it is over, and
//! cannot be asked again.

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
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => match over {
                Ok(()) => return Exit::Shutdown,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Exit::SignalError,
            },
            _ = beats.tick() => log.write("heartbeat"),
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
