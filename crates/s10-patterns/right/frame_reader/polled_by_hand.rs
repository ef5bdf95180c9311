//! A state machine without `async`: the length, byte by byte, and then the frame. The loop is a
//! `poll_fn` over three things.

use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use s10_patterns::frames::{Event, Exit, Log, MAX};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::time::{Instant, interval_at};

/// Reads frames from a stream of bytes: a length (a `u32`, big-endian), and so many bytes.
pub struct FrameReader<R> {
    stream: R,
    head: Vec<u8>,
    frame: Option<(usize, Vec<u8>)>,
}

impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    /// A reader at the beginning of the stream.
    pub fn new(stream: R) -> FrameReader<R> {
        FrameReader {
            stream,
            head: Vec::new(),
            frame: None,
        }
    }

    /// The bytes of the next frame; `None` at the end of the stream. The future may be dropped at
    /// any time, and the method called again.
    pub fn next(&mut self) -> impl Future<Output = io::Result<Option<Vec<u8>>>> {
        poll_fn(|context| self.poll_next(context))
    }

    fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Option<Vec<u8>>>> {
        loop {
            let (length, bytes) = match &mut self.frame {
                Some((length, frame)) => (*length, frame),
                None => (size_of::<u32>(), &mut self.head),
            };
            if bytes.len() == length {
                let bytes = std::mem::take(bytes);
                if self.frame.take().is_some() {
                    return Poll::Ready(Ok(Some(bytes)));
                }
                let length = bytes
                    .iter()
                    .fold(0, |length, byte| length << 8 | usize::from(*byte));
                if length > MAX {
                    return Poll::Ready(Err(io::ErrorKind::InvalidData.into()));
                }
                self.frame = Some((length, Vec::with_capacity(length)));
                continue;
            }
            let mut some = [0; 4096];
            let room = some.len().min(length - bytes.len());
            let mut buffer = ReadBuf::new(&mut some[..room]);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut buffer))?;
            let read = buffer.filled();
            if read.is_empty() {
                return Poll::Ready(match self.frame.is_none() && self.head.is_empty() {
                    true => Ok(None),
                    false => Err(io::ErrorKind::UnexpectedEof.into()),
                });
            }
            bytes.extend_from_slice(read);
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
    let mut reader = FrameReader::new(stream);
    let mut shutdown = pin!(shutdown);
    let mut ticks = interval_at(Instant::now() + period, period);
    poll_fn(|context| {
        loop {
            if shutdown.as_mut().poll(context).is_ready() {
                return Poll::Ready(Exit::Shutdown);
            }
            if ticks.poll_tick(context).is_ready() {
                log.write(Event::Tick);
                continue;
            }
            match ready!(reader.poll_next(context)) {
                Ok(Some(frame)) => log.write(Event::Frame(frame)),
                Ok(None) => return Poll::Ready(Exit::Closed),
                Err(error) => return Poll::Ready(Exit::Failed(error.kind())),
            }
        }
    })
    .await
}
