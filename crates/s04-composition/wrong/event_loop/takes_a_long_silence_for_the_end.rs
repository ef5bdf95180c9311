//~ ready-too-early in one_of_two_senders_gone_then_the_loop_goes_on
//! "Ten heartbeats without a word: nobody is there any more." A sender that is silent is still there.

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
    let mut silence = 0;
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            _ = beats.tick() => {
                log.write("heartbeat");
                silence += 1;
                if silence == 10 {
                    return Exit::Closed;
                }
            }
            message = rx.recv() => match message {
                Some(text) => {
                    log.write(format!("message {text}"));
                    silence = 0;
                }
                None => return Exit::Closed,
            },
        }
    }
}
