//~ ready-too-late in shutdown_amid_messages_then_it_comes_first
//! "First see whether we are to stop." Later nobody looks, and nobody would wake the loop.

use std::io;
use std::time::Duration;

use futures::FutureExt;
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
    if let Some(over) = shutdown.now_or_never() {
        return how(over);
    }
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    loop {
        tokio::select! {
            biased;
            _ = beats.tick() => log.write("heartbeat"),
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
