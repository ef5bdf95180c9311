//! The codec of tokio-util: it keeps the bytes, and knows the limit. The length stays in front of the
//! frame, so that an end right behind it is one within a frame; the kind of that error differs.

use std::io;
use std::pin::pin;
use std::time::Duration;

use futures::StreamExt;
use s10_patterns::frames::{Event, Exit, Log, MAX};
use tokio::io::AsyncRead;
use tokio::time::{Instant, interval_at};
use tokio_util::codec::{FramedRead, LengthDelimitedCodec};

/// Reads frames from a stream of bytes: a length (a `u32`, big-endian), and so many bytes.
pub struct FrameReader<R> {
    frames: FramedRead<R, LengthDelimitedCodec>,
}

impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    /// A reader at the beginning of the stream.
    pub fn new(stream: R) -> FrameReader<R> {
        let codec = LengthDelimitedCodec::builder()
            .max_frame_length(MAX)
            .num_skip(0)
            .length_adjustment(4)
            .new_codec();
        FrameReader {
            frames: FramedRead::new(stream, codec),
        }
    }

    /// The bytes of the next frame; `None` at the end of the stream. The future may be dropped at
    /// any time, and the method called again.
    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        match self.frames.next().await.transpose() {
            Ok(frame) => Ok(frame.map(|mut frame| frame.split_off(4).into())),
            Err(error) if error.kind() == io::ErrorKind::Other => {
                Err(io::ErrorKind::UnexpectedEof.into())
            }
            Err(error) => Err(error),
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
    loop {
        tokio::select! {
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
