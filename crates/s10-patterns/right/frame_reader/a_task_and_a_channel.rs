//! A task owns the stream, and reads exactly; nobody drops its reads. The channel gives out whole
//! frames, and the task ends with the reader.

use std::io;
use std::marker::PhantomData;
use std::pin::pin;
use std::time::Duration;

use s10_patterns::frames::{Event, Exit, Log, MAX};
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{Instant, interval_at};
use tokio_util::task::AbortOnDropHandle;

/// Reads frames from a stream of bytes: a length (a `u32`, big-endian), and so many bytes.
pub struct FrameReader<R> {
    frames: Receiver<io::Result<Vec<u8>>>,
    _task: AbortOnDropHandle<()>,
    _stream: PhantomData<R>,
}

impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    /// A reader at the beginning of the stream.
    pub fn new(stream: R) -> FrameReader<R> {
        let (sender, frames) = channel(1);
        FrameReader {
            frames,
            _task: AbortOnDropHandle::new(tokio::spawn(read(stream, sender))),
            _stream: PhantomData,
        }
    }

    /// The bytes of the next frame; `None` at the end of the stream. The future may be dropped at
    /// any time, and the method called again.
    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        self.frames.recv().await.transpose()
    }
}

async fn read<R: AsyncRead + Unpin>(mut stream: R, frames: Sender<io::Result<Vec<u8>>>) {
    loop {
        let frame = frame(&mut stream).await;
        let is_over = !matches!(frame, Ok(Some(_)));
        if let Some(frame) = frame.transpose() {
            let _ = frames.send(frame).await;
        }
        if is_over {
            return;
        }
    }
}

async fn frame(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
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
