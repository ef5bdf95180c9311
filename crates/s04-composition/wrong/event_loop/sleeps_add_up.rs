//~ ready-too-late in heartbeats_of_any_period_keep_to_the_clock
//! "Sleep for a period, beat, and so on." Each sleep ends a little late, a timer has whole
//! milliseconds, and the next one begins there.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::sleep;

pub async fn run(
    mut rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let (mut shutdown, mut beat) = (pin!(shutdown), pin!(sleep(heartbeat)));
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            () = &mut beat => {
                log.write("heartbeat");
                beat.set(sleep(heartbeat));
            }
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
