//! A decoder of its own for `FramedRead`, which keeps the length in the buffer until the frame is whole;
//! the loop is `select_biased!` of futures.

use std::io;
use std::time::Duration;

use s10_patterns::frames::{Event, Exit, Log};
use tokio::io::AsyncRead;

use futures::StreamExt as _;
use tokio_util::bytes::{Buf as _, BytesMut};
use tokio_util::codec::{Decoder, FramedRead};
struct Frames;
impl Decoder for Frames {
    type Item = Vec<u8>;
    type Error = io::Error;
    fn decode(&mut self, src: &mut BytesMut) -> io::Result<Option<Vec<u8>>> {
        if src.len() < 4 {
            return Ok(None);
        }
        let n = u32::from_be_bytes([src[0], src[1], src[2], src[3]]) as usize;
        if n > s10_patterns::frames::MAX {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if src.len() < 4 + n {
            src.reserve(4 + n - src.len());
            return Ok(None);
        }
        src.advance(4);
        Ok(Some(src.split_to(n).to_vec()))
    }
    fn decode_eof(&mut self, src: &mut BytesMut) -> io::Result<Option<Vec<u8>>> {
        match self.decode(src)? {
            None if !src.is_empty() => Err(io::ErrorKind::UnexpectedEof.into()),
            other => Ok(other),
        }
    }
}
pub struct FrameReader<R> {
    inner: FramedRead<R, Frames>,
}
impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    pub fn new(stream: R) -> FrameReader<R> {
        FrameReader {
            inner: FramedRead::new(stream, Frames),
        }
    }
    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        self.inner.next().await.transpose()
    }
}

enum What {
    Stop,
    Tick,
    Frame(io::Result<Option<Vec<u8>>>),
}

pub async fn serve<R: AsyncRead + Unpin + Send + 'static>(
    stream: R,
    period: Duration,
    shutdown: impl Future<Output = ()>,
    log: Log,
) -> Exit {
    use futures::FutureExt as _;
    let mut reader = FrameReader::new(stream);
    let mut shutdown = Box::pin(shutdown.fuse());
    let mut ticks = Box::pin(
        tokio_stream::wrappers::IntervalStream::new(tokio::time::interval_at(
            tokio::time::Instant::now() + period,
            period,
        ))
        .fuse(),
    );
    loop {
        let what = {
            let next = reader.next().fuse();
            futures::pin_mut!(next);
            futures::select_biased! {
                () = shutdown => What::Stop,
                _ = ticks.next() => What::Tick,
                frame = next => What::Frame(frame),
            }
        };
        match what {
            What::Stop => return Exit::Shutdown,
            What::Tick => log.write(Event::Tick),
            What::Frame(Ok(Some(f))) => log.write(Event::Frame(f)),
            What::Frame(Ok(None)) => return Exit::Closed,
            What::Frame(Err(e)) => return Exit::Failed(e.kind()),
        }
    }
}
