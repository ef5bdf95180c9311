//! Messages and heartbeats are one stream of events, which asks both in turn.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s04_composition::exit::Exit;
use s04_composition::log::Log;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, interval_at};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::{IntervalStream, ReceiverStream};

enum Event {
    Message(String),
    Beat,
    Closed,
}

pub async fn run(
    rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let beats = interval_at(Instant::now() + heartbeat, heartbeat);
    let beats = IntervalStream::new(beats).map(|_| Event::Beat);
    let messages = ReceiverStream::new(rx).map(Event::Message);
    let messages = messages.chain(tokio_stream::once(Event::Closed));
    let mut events = pin!(messages.merge(beats));
    loop {
        let event = tokio::select! {
            biased;
            over = &mut shutdown => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            event = events.next() => event,
        };
        match event {
            Some(Event::Message(text)) => log.write(format!("message {text}")),
            Some(Event::Beat) => log.write("heartbeat"),
            Some(Event::Closed) | None => return Exit::Closed,
        }
    }
}
