//! The channel is emptied each time it has something, so that even as the first of the two it
//! leaves the heartbeat its turn. The period begins anew after each heartbeat.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::{sleep, sleep_until};

pub async fn run(
    mut rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let (mut shutdown, mut beat) = (pin!(shutdown), pin!(sleep(heartbeat)));
    let mut batch = Vec::new();
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            count = rx.recv_many(&mut batch, usize::MAX) => {
                if count == 0 {
                    return Exit::Closed;
                }
                for text in batch.drain(..) {
                    log.write(format!("message {text}"));
                }
            }
            () = &mut beat => {
                log.write("heartbeat");
                let next = beat.deadline() + heartbeat;
                beat.set(sleep_until(next));
            }
        }
    }
}
