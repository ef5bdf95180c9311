//! event_loop: messages, a heartbeat, and an orderly end.
//! Task and hints: `cargo xtask lesson event_loop`, `cargo xtask hint event_loop`
//! 日本語: exercises/s04-composition/event_loop.ja.md

use std::io;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;

/// Writes `message TEXT` into the log for each message, and `heartbeat` once a period, until
/// `shutdown` is over or nobody is left who could send. The period is not zero.
pub async fn run(
    rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let _ = (rx, heartbeat, shutdown, log.clone());
    todo!("which of the three is looked at first, and how does each of them end the loop?")
}
