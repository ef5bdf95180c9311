//! A map of streams. One that ends leaves it without a word, so the channel says so itself: `None`.

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

type Lines = Pin<Box<dyn Stream<Item = Option<String>>>>;

pub async fn run(
    rx: Receiver<String>,
    heartbeat: Duration,
    shutdown: impl Future<Output = io::Result<()>>,
    log: Log,
) -> Exit {
    let mut shutdown = pin!(shutdown);
    let beats = interval_at(Instant::now() + heartbeat, heartbeat);
    let mut events: StreamMap<&str, Lines> = StreamMap::new();
    let lines = ReceiverStream::new(rx).map(|text| Some(format!("message {text}")));
    events.insert("messages", Box::pin(lines.chain(tokio_stream::once(None))));
    let lines = IntervalStream::new(beats).map(|_| Some(String::from("heartbeat")));
    events.insert("heartbeats", Box::pin(lines));
    loop {
        tokio::select! {
            biased;
            over = &mut shutdown => {
                return over.map_or(Exit::SignalError, |()| Exit::Shutdown);
            }
            event = events.next() => match event {
                Some((_, Some(line))) => log.write(line),
                Some((_, None)) | None => return Exit::Closed,
            },
        }
    }
}
