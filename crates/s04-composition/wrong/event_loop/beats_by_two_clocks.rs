//~ wrong-result in heartbeats_come_after_each_period_and_not_at_once
//! "A tick, and a note of when the next one is due." Two clocks for one heartbeat: both strike.

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
    let mut next = Instant::now() + heartbeat;
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            _ = beats.tick() => log.write("heartbeat"),
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
        if Instant::now() >= next {
            log.write("heartbeat");
            next += heartbeat;
        }
    }
}
