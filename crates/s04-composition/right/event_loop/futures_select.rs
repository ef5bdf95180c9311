//! The macro of `futures` in its biased form. What it polls is fused, or made anew in each turn.

use std::io;
use std::pin::pin;
use std::time::Duration;

use futures::FutureExt;
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
    let mut shutdown = pin!(shutdown.fuse());
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    loop {
        let mut beat = pin!(beats.tick().fuse());
        let mut message = pin!(rx.recv().fuse());
        futures::select_biased! {
            over = shutdown => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            _ = beat => log.write("heartbeat"),
            message = message => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
