//~ ready-too-late in all_senders_gone_then_closed_at_once
//~ ready-too-late in messages_left_in_the_buffer_then_logged_before_closed
//! "`else` is for when the channel is closed." It is for when *every* branch is switched off, and a
//! heartbeat never is: its pattern always matches. The loop beats on for ever.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
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
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => return how(over),
            _ = beats.tick() => log.write("heartbeat"),
            Some(text) = rx.recv() => log.write(format!("message {text}")),
            else => return Exit::Closed,
        }
    }
}
