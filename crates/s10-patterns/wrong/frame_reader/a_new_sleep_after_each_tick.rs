//~ restarted-timer in ticks_between_any_two_bytes_and_frames_are_whole
//! "After a tick the next period begins." A tick comes up to a millisecond late, and the next period
//! begins then: the delays add up.

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
    let mut reader = FrameReader::new(stream);
    let mut timer = std::pin::pin!(tokio::time::sleep(period));
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        tokio::select! {
            biased;
            () = &mut shutdown => return Exit::Shutdown,
            () = &mut timer => { log.write(Event::Tick); timer.set(tokio::time::sleep(period)); },
            frame = reader.next() => match frame {
                Ok(Some(frame)) => log.write(Event::Frame(frame)),
                Ok(None) => return Exit::Closed,
                Err(error) => return Exit::Failed(error.kind()),
            },
        }
    }
}
