//~ leaked-task in borrowed_and_not_send_and_no_task_left
//~ leaked-task in dropped_midway_then_nothing_goes_on
//! "The heartbeat is a task of its own." Nobody ends it: a handle that is dropped lets its task go.

use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::Notify;
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
    let beat = Arc::new(Notify::new());
    let due = Arc::clone(&beat);
    tokio::spawn(async move {
        let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
        loop {
            beats.tick().await;
            due.notify_one();
        }
    });
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            () = beat.notified() => log.write("heartbeat"),
            message = rx.recv() => match message {
                Some(text) => log.write(format!("message {text}")),
                None => return Exit::Closed,
            },
        }
    }
}
