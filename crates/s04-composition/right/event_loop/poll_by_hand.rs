//! One `poll_fn` that asks all three in their order. Who is asked last leaves the loop to sleep.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

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
    let mut shutdown = pin!(shutdown);
    let mut beats = interval_at(Instant::now() + heartbeat, heartbeat);
    poll_fn(move |cx| {
        loop {
            if let Poll::Ready(over) = shutdown.as_mut().poll(cx) {
                return Poll::Ready(over.map_or(Exit::SignalError, |()| Exit::Shutdown));
            }
            if beats.poll_tick(cx).is_ready() {
                log.write("heartbeat");
                continue;
            }
            match rx.poll_recv(cx) {
                Poll::Ready(Some(text)) => log.write(format!("message {text}")),
                Poll::Ready(None) => return Poll::Ready(Exit::Closed),
                Poll::Pending => return Poll::Pending,
            }
        }
    })
    .await
}
