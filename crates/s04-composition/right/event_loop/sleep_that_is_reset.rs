//! One pinned sleep, set anew after each heartbeat: from its deadline, so that nothing adds up.

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
                let next = beat.deadline() + heartbeat;
                beat.as_mut().reset(next);
            }
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
