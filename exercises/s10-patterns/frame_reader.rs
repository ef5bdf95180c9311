//! frame_reader: a read that may be dropped and taken up again.
//! Task and hints: `cargo xtask lesson frame_reader`, `cargo xtask hint frame_reader`
//! 日本語: exercises/s10-patterns/frame_reader.ja.md

use std::io;
use std::time::Duration;

use s10_patterns::frames::{Exit, Log};
use tokio::io::AsyncRead;

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
        let _ = &mut self.stream;
        todo!("where are the bytes that have been read, while the rest is awaited?")
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
    let _ = (FrameReader::new(stream), period, shutdown, log);
    todo!("one loop over three things")
}
