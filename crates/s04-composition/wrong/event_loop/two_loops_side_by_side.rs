//~ starved-branch in flood_of_messages_then_heartbeats_still_come
//! "Each has its own loop, so they cannot disturb each other." They share one task: the messages come
//! first in each poll, and use up all that tokio lets a task receive in one. The timer, asked after
//! that, is not ready either.

use std::io;
use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};
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
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    let messages = pin!(async {
        while let Some(text) = rx.recv().await {
            log.write(format!("message {text}"));
        }
    });
    let heartbeats = pin!(async {
        loop {
            beats.tick().await;
            log.write("heartbeat");
        }
    });
    let work = select(messages, heartbeats);
    match select(pin!(shutdown), work).await {
        Either::Left((Ok(()), _)) => Exit::Shutdown,
        Either::Left((Err(_), _)) => Exit::SignalError,
        Either::Right(_) => Exit::Closed,
    }
}
