//! The state between two reads has a name: in the length, or in the body. The loop is a fair `select!`,
//! with the moment of the next tick.

use std::io;
use std::time::Duration;

use s10_patterns::frames::{Event, Exit, Log};
use tokio::io::AsyncRead;

use tokio::io::AsyncReadExt as _;

enum State {
    Head,
    Body(usize),
}

pub struct FrameReader<R> {
    stream: R,
    state: State,
    head: [u8; 4],
    filled: usize,
    body: Vec<u8>,
}

impl<R: AsyncRead + Unpin + Send + 'static> FrameReader<R> {
    pub fn new(stream: R) -> FrameReader<R> {
        FrameReader {
            stream,
            state: State::Head,
            head: [0; 4],
            filled: 0,
            body: Vec::new(),
        }
    }

    pub async fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        loop {
            match self.state {
                State::Head => {
                    if self.filled < 4 {
                        let n = self.stream.read(&mut self.head[self.filled..]).await?;
                        if n == 0 {
                            return match self.filled {
                                0 => Ok(None),
                                _ => Err(io::Error::new(
                                    io::ErrorKind::UnexpectedEof,
                                    "in the length",
                                )),
                            };
                        }
                        self.filled += n;
                    } else {
                        let length = u32::from_be_bytes(self.head);
                        if length > 65_536 {
                            return Err(io::Error::new(
                                io::ErrorKind::InvalidData,
                                format!("{length} bytes"),
                            ));
                        }
                        self.state = State::Body(length as usize);
                        self.body = vec![0; length as usize];
                        self.filled = 0;
                    }
                }
                State::Body(length) => {
                    if self.filled == length {
                        self.state = State::Head;
                        self.filled = 0;
                        return Ok(Some(std::mem::take(&mut self.body)));
                    }
                    let n = self.stream.read(&mut self.body[self.filled..]).await?;
                    if n == 0 {
                        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "in the body"));
                    }
                    self.filled += n;
                }
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
    let mut next_tick = tokio::time::Instant::now() + period;
    tokio::pin!(shutdown);
    loop {
        // fair
        tokio::select! {
            () = &mut shutdown => return Exit::Shutdown,
            () = tokio::time::sleep_until(next_tick) => {
                log.write(Event::Tick);
                next_tick += period;
            }
            frame = reader.next() => match frame {
                Ok(Some(frame)) => log.write(Event::Frame(frame)),
                Ok(None) => return Exit::Closed,
                Err(error) => return Exit::Failed(error.kind()),
            },
        }
    }
}
