//! One loop for the frames and one for the ticks, beside each other. The frames give way after each one.

use std::io;
use std::time::Duration;

use s10_patterns::frames::{Event, Exit, Log};
use tokio::io::AsyncRead;

use tokio::io::AsyncReadExt as _;
const LIMIT: usize = s10_patterns::frames::MAX;

pub struct FrameReader<R> {
    stream: R,
    buffer: Vec<u8>,
}

impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    pub fn new(stream: R) -> FrameReader<R> {
        FrameReader {
            stream,
            buffer: Vec::new(),
        }
    }

    fn take_frame(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some((head, rest)) = self.buffer.split_first_chunk::<4>() else {
            return Ok(None);
        };
        let length = u32::from_be_bytes(*head) as usize;
        if length > LIMIT {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if rest.len() < length {
            return Ok(None);
        }
        let frame = rest[..length].to_vec();
        self.buffer.drain(..4 + length);
        Ok(Some(frame))
    }

    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            if let Some(frame) = self.take_frame()? {
                return Ok(Some(frame));
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return if self.buffer.is_empty() {
                    Ok(None)
                } else {
                    Err(io::ErrorKind::UnexpectedEof.into())
                };
            }
        }
    }
}

pub async fn serve<R: AsyncRead + Unpin + Send + 'static>(
    stream: R,
    period: Duration,
    shutdown: impl Future<Output = ()>,
    log: Log,
) -> Exit {
    let clock = log.clone();
    let ticker = async move {
        let mut at = tokio::time::Instant::now();
        loop {
            at += period;
            tokio::time::sleep_until(at).await;
            clock.write(Event::Tick);
        }
    };
    let mut reader = FrameReader::new(stream);
    let frames = async move {
        loop {
            match reader.next().await {
                Ok(Some(frame)) => log.write(Event::Frame(frame)),
                Ok(None) => return Exit::Closed,
                Err(error) => return Exit::Failed(error.kind()),
            }
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        biased;
        () = shutdown => Exit::Shutdown,
        exit = frames => exit,
        () = ticker => unreachable!(),
    }
}
