//~ lost-message in messages_do_not_put_heartbeats_off
//! "Where both are due, the heartbeat comes first." And the message that had been taken is forgotten.

use std::io;
use std::pin::pin;
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
    let mut shutdown = pin!(shutdown);
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            message = rx.recv() => match message {
                Some(text) => match beats.tick().now_or_never() {
                    Some(_) => log.write("heartbeat"),
                    None => log.write(format!("message {text}")),
                },
                None => return Exit::Closed,
            },
            _ = beats.tick() => log.write("heartbeat"),
        }
    }
}
