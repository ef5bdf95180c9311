//! Two futures: the one that ends the program, and all the rest. Only between them does the order
//! matter; inside the work chance may decide.

use std::io;
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
    let work = async {
        let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
        loop {
            tokio::select! {
                message = rx.recv() => {
                    let Some(text) = message else { break };
                    log.write(format!("message {text}"));
                }
                _ = beats.tick() => log.write("heartbeat"),
            }
        }
    };
    tokio::select! {
        biased;
        over = shutdown => match over {
            Ok(()) => Exit::Shutdown,
            Err(_) => Exit::SignalError,
        },
        () = work => Exit::Closed,
    }
}
