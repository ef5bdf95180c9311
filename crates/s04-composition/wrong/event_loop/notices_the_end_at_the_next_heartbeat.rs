//~ ready-too-late in all_senders_gone_then_closed_at_once
//~ ready-too-late in messages_left_in_the_buffer_then_logged_before_closed
//! "A stream that has ended leaves the map." It does, and nobody is told: `next` goes on waiting for
//! the others, so that the loop looks again only after a heartbeat.

use std::io;
use std::pin::Pin;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, interval_at};
use tokio_stream::wrappers::{IntervalStream, ReceiverStream};
use tokio_stream::{Stream, StreamExt, StreamMap};

type Lines = Pin<Box<dyn Stream<Item = String>>>;

pub async fn run(
    rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let beats = interval_at(Instant::now() + heartbeat, heartbeat);
    let mut events: StreamMap<&str, Lines> = StreamMap::new();
    let lines = ReceiverStream::new(rx).map(|text| format!("message {text}"));
    events.insert("messages", Box::pin(lines));
    let lines = IntervalStream::new(beats).map(|_| String::from("heartbeat"));
    events.insert("heartbeats", Box::pin(lines));
    while events.contains_key("messages") {
        tokio::select! {
            biased;
            over = &mut shutdown => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            Some((_, line)) = events.next() => log.write(line),
        }
    }
    Exit::Closed
}
