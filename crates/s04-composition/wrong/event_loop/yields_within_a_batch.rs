//~ ready-too-late in shutdown_amid_a_backlog_then_no_more_of_it_is_logged
//! "Take all there is, and yield now and then to be nice." Between two turns nobody looks at shutdown
//! before the batch is done.

use std::io;
use std::pin::pin;
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
    let mut shutdown = pin!(shutdown);
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    let mut batch = Vec::new();
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return match over { Ok(()) => Exit::Shutdown, Err(_) => Exit::SignalError },
            _ = beats.tick() => log.write("heartbeat"),
            n = rx.recv_many(&mut batch, 512) => {
                if n == 0 { return Exit::Closed; }
                for (i, t) in batch.drain(..).enumerate() {
                    log.write(format!("message {t}"));
                    // be nice to the others
                    if i % 64 == 63 { tokio::task::yield_now().await; }
                }
            }
        }
    }
}
