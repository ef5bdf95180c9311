//~ lost-message in flood_of_messages_then_heartbeats_still_come
//! "A branch may do more than one step." A heartbeat that is due between the steps drops the branch,
//! and with it the message that it had taken.

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
    let log = &log;
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            _ = beats.tick() => log.write("heartbeat"),
            open = async {
                let text = rx.recv().await?;
                tokio::task::yield_now().await;
                log.write(format!("message {text}"));
                Some(())
            } => if open.is_none() {
                return Exit::Closed;
            },
        }
    }
}
