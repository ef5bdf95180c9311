//! A `BufReader` keeps what it has read: `fill_buf` looks at it, and `consume` takes it out, without an
//! `await` in between. The loop is a merge of streams.

use std::io;
use std::pin::pin;
use std::time::Duration;

use futures::{StreamExt, stream};
use s10_patterns::frames::{Event, Exit, Log, MAX};
use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};
use tokio::time::{Instant, interval_at};

/// Reads frames from a stream of bytes: a length (a `u32`, big-endian), and so many bytes.
pub struct FrameReader<R> {
    stream: BufReader<R>,
    /// The frame so far, with its length in front.
    begun: Vec<u8>,
}

impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    /// A reader at the beginning of the stream.
    pub fn new(stream: R) -> FrameReader<R> {
        FrameReader {
            stream: BufReader::new(stream),
            begun: Vec::new(),
        }
    }

    /// The bytes of the next frame; `None` at the end of the stream. The future may be dropped at
    /// any time, and the method called again.
    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            let missing = match self.begun.first_chunk() {
                None => 4 - self.begun.len(),
                Some(head) => {
                    let length = u32::from_be_bytes(*head) as usize;
                    if length > MAX {
                        return Err(io::ErrorKind::InvalidData.into());
                    }
                    4 + length - self.begun.len()
                }
            };
            if missing == 0 && self.begun.len() >= 4 {
                let frame = self.begun.split_off(4);
                self.begun.clear();
                return Ok(Some(frame));
            }
            let read = self.stream.fill_buf().await?;
            if read.is_empty() {
                return match self.begun.is_empty() {
                    true => Ok(None),
                    false => Err(io::ErrorKind::UnexpectedEof.into()),
                };
            }
            let count = missing.min(read.len());
            self.begun.extend_from_slice(&read[..count]);
            self.stream.consume(count);
        }
    }
}

/// Writes an `Event::Frame` into the log for each frame, and an `Event::Tick` once a period, until
/// `shutdown` is over, the stream ends, or a frame cannot be read. The period is not zero.
pub async fn serve<R: AsyncRead + Unpin + Send + 'static>(
    stream: R,
    period: Duration,
    shutdown: impl Future<Output = ()>,
    log: Log,
) -> Exit {
    let reader = FrameReader::new(stream);
    let mut shutdown = pin!(shutdown);
    let mut ticks = interval_at(Instant::now() + period, period);
    let frames = stream::unfold(reader, |mut reader| async move {
        Some((Seen::Frame(reader.next().await), reader))
    });
    let ticks = stream::poll_fn(move |context| ticks.poll_tick(context).map(|_| Some(Seen::Tick)));
    let mut seen = pin!(stream::select(ticks, frames).take_until(&mut shutdown));
    while let Some(event) = seen.next().await {
        match event {
            Seen::Tick => log.write(Event::Tick),
            Seen::Frame(Ok(Some(frame))) => log.write(Event::Frame(frame)),
            Seen::Frame(Ok(None)) => return Exit::Closed,
            Seen::Frame(Err(error)) => return Exit::Failed(error.kind()),
        }
    }
    Exit::Shutdown
}

enum Seen {
    Frame(io::Result<Option<Vec<u8>>>),
    Tick,
}
