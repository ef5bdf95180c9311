//! `interval` with its first tick taken back, and a channel outside of the budget.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::interval;

pub async fn run(
    mut rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let mut beats = interval(heartbeat);
    beats.reset();
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return match over { Ok(()) => Exit::Shutdown, Err(_) => Exit::SignalError },
            _ = beats.tick() => log.write("heartbeat"),
            message = tokio::task::unconstrained(rx.recv()) => match message { Some(t) => log.write(format!("message {t}")), None => return Exit::Closed },
        }
    }
}
