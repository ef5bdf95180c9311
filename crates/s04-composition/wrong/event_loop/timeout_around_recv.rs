//~ restarted-timer in messages_do_not_put_heartbeats_off
//! "If nothing comes for a period, a heartbeat." That is a sign of silence, not a heartbeat: as long
//! as messages come, there is none.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::timeout;

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
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            message = timeout(heartbeat, rx.recv()) => match message {
                Ok(Some(text)) => log.write(format!("message {text}")),
                Ok(None) => return Exit::Closed,
                Err(_) => log.write("heartbeat"),
            },
        }
    }
}
