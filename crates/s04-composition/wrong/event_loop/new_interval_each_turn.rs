//~ restarted-timer in messages_are_logged_at_the_moment_they_come
//~ restarted-timer in heartbeats_come_after_each_period_and_not_at_once
//! "The interval belongs to the loop." A new interval ticks at once, in each turn: the loop does
//! nothing else.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::interval;

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
        let mut beats = interval(heartbeat);
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            _ = beats.tick() => log.write("heartbeat"),
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
