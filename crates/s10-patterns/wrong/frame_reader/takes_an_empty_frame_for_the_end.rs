//~ lost-message in frames_in_order_however_the_reads_cut_them
//! "No bytes: nothing more comes." A frame without bytes is a frame; the end of the stream is a read of
//! nothing.

use std::io;
use std::pin::pin;
use std::time::Duration;

use s10_patterns::frames::{Event, Exit, Log, MAX};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, interval_at};

/// Reads frames from a stream of bytes: a length (a `u32`, big-endian), and so many bytes.
pub struct FrameReader<R> {
    stream: R,
    /// What was read and not handed out yet.
    buffer: Vec<u8>,
}

impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    /// A reader at the beginning of the stream.
    pub fn new(stream: R) -> FrameReader<R> {
        FrameReader {
            stream,
            buffer: Vec::new(),
        }
    }

    /// The bytes of the next frame; `None` at the end of the stream. The future may be dropped at
    /// any time, and the method called again.
    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            if let Some(frame) = self.take_frame()? {
                return Ok(Some(frame));
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return match self.buffer.is_empty() {
                    true => Ok(None),
                    false => Err(io::ErrorKind::UnexpectedEof.into()),
                };
            }
        }
    }

    /// The first frame in the buffer, if all of it is there.
    fn take_frame(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some((head, rest)) = self.buffer.split_first_chunk() else {
            return Ok(None);
        };
        let length = u32::from_be_bytes(*head) as usize;
        if length > MAX {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let Some(frame) = rest.get(..length).map(Vec::from) else {
            return Ok(None);
        };
        if frame.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.buffer.drain(..size_of::<u32>() + length);
        Ok(Some(frame))
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
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Exit::Closed,
                Err(error) => return Exit::Failed(error.kind()),
            },
        }
    }
}
