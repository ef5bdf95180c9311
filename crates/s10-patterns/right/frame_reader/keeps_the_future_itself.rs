//! The read is one future that owns the stream, and is kept in the reader: what is dropped is only the
//! wait for it.

use std::io;
use std::pin::{Pin, pin};
use std::time::Duration;

use s10_patterns::frames::{Event, Exit, Log, MAX};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, interval_at};

type Reading<R> = Pin<Box<dyn Future<Output = (R, io::Result<Option<Vec<u8>>>)> + Send>>;

/// Reads frames from a stream of bytes: a length (a `u32`, big-endian), and so many bytes.
pub struct FrameReader<R> {
    reading: Option<Reading<R>>,
    idle: Option<R>,
}

impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    /// A reader at the beginning of the stream.
    pub fn new(stream: R) -> FrameReader<R> {
        FrameReader {
            reading: None,
            idle: Some(stream),
        }
    }

    /// The bytes of the next frame; `None` at the end of the stream. The future may be dropped at
    /// any time, and the method called again.
    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let reading = match self.idle.take() {
            Some(stream) => self.reading.insert(Box::pin(read(stream))),
            None => self.reading.as_mut().expect("it is idle or it reads"),
        };
        let (stream, frame) = reading.await;
        self.reading = None;
        self.idle = Some(stream);
        frame
    }
}

async fn read<R: AsyncRead + Unpin>(mut stream: R) -> (R, io::Result<Option<Vec<u8>>>) {
    let frame = async {
        let mut head = [0; 4];
        if stream.read(&mut head[..1]).await? == 0 {
            return Ok(None);
        }
        stream.read_exact(&mut head[1..]).await?;
        let length = u32::from_be_bytes(head) as usize;
        if length > MAX {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let mut frame = vec![0; length];
        stream.read_exact(&mut frame).await?;
        Ok(Some(frame))
    };
    let frame = frame.await;
    (stream, frame)
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
