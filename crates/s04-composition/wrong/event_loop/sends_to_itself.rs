//~ deadlock in all_senders_gone_then_closed_at_once
//! "One branch takes in, another one handles." The first waits for room in a queue that only the second
//! empties, and both belong to one loop.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::time::{Instant, interval_at};

pub async fn run(
    mut rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    let (queue, mut work) = channel::<Option<String>>(2);
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return match over {
                Ok(()) => Exit::Shutdown,
                Err(_) => Exit::SignalError,
            },
            _ = beats.tick() => log.write("heartbeat"),
            message = rx.recv() => {
                let _ = queue.send(message).await;
            }
            Some(item) = work.recv() => match item {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
