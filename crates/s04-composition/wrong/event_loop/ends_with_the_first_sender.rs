//~ ready-too-early in one_of_two_senders_gone_then_the_loop_goes_on
//! "One sender fewer: somebody has left." The channel is open as long as one of them lives.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, interval, interval_at};

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
    let mut looks = interval(Duration::from_millis(10));
    let mut most = 0;
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            _ = beats.tick() => log.write("heartbeat"),
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
            _ = looks.tick() => {
                most = most.max(rx.sender_strong_count());
                if rx.sender_strong_count() < most {
                    return Exit::Closed;
                }
            }
        }
    }
}
