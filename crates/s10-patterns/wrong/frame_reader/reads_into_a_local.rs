//~ cancel-unsafe-read in dropped_at_each_wait_then_nothing_is_lost
//! "`read` is cancel safe, its documentation says so." One `read` is. The buffer that collects what
//! several of them have read belongs to the future, and is dropped with it.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s10_patterns::frames::{Event, Exit, Log, MAX};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, interval_at};

/// Reads frames from a stream of bytes: a length (a `u32`, big-endian), and so many bytes.
pub struct FrameReader<R> {
    stream: R,
}

impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    /// A reader at the beginning of the stream.
    pub fn new(stream: R) -> FrameReader<R> {
        FrameReader { stream }
    }

    /// The bytes of the next frame; `None` at the end of the stream. The future may be dropped at
    /// any time, and the method called again.
    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let mut missing = 4;
        while missing > 0 {
            let mut some = [0; 1024];
            let room = missing.min(some.len());
            let count = self.stream.read(&mut some[..room]).await?;
            if count == 0 {
                return match bytes.is_empty() {
                    true => Ok(None),
                    false => Err(io::ErrorKind::UnexpectedEof.into()),
                };
            }
            bytes.extend_from_slice(&some[..count]);
            missing -= count;
            if let (4, Some(head)) = (bytes.len(), bytes.first_chunk()) {
                missing = u32::from_be_bytes(*head) as usize;
                if missing > MAX {
                    return Err(io::ErrorKind::InvalidData.into());
                }
            }
        }
        Ok(Some(bytes.split_off(4)))
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
    loop {
        tokio::select! {
            biased;
            () = &mut shutdown => return Exit::Shutdown,
            _ = ticks.tick() => log.write(Event::Tick),
            frame = reader.next() => match frame {
                Ok(Some(frame)) => log.write(Event::Frame(frame)),
                Ok(None) => return Exit::Closed,
                Err(error) => return Exit::Failed(error.kind()),
            },
        }
    }
}
