//~ ready-too-late in all_senders_gone_then_closed_at_once
//! "Closed and empty, then we are done." A guard is looked at before the wait. Where the channel is
//! closed during it, nobody looks again before the next heartbeat.

use std::future::ready;
use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, interval_at};

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
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            _ = beats.tick() => log.write("heartbeat"),
            () = ready(()), if rx.is_closed() && rx.is_empty() => return Exit::Closed,
            Some(text) = rx.recv() => log.write(format!("message {text}")),
        }
    }
}
