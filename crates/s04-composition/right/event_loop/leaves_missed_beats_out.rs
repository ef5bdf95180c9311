//! Heartbeats that were missed by a whole period are left out; the others keep to the clock.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, MissedTickBehavior, interval_at};

pub async fn run(
    mut rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    beats.set_missed_tick_behavior(MissedTickBehavior::Skip);
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            _ = beats.tick() => log.write("heartbeat"),
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
