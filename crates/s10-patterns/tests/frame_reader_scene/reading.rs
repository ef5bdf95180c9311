//! A reader, polled and dropped by the test.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use probe::trace::{call, moment};
use probe::{Diagnosis, Finding, demand, expect, ms, program};
use s10_patterns::frames::MAX;
use s10_patterns::wire::{Wire, wire};
use tokio::time::{Instant, advance, sleep, timeout};

use super::{bytes_of, frames_of, largest};
use crate::frame_reader::FrameReader;

/// What has not come after it does not come.
const LONG: Duration = Duration::from_secs(60 * 60);

/// How a stream came to its end for the one who reads frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// `None`.
    Nothing,
    /// An error.
    Failed(io::ErrorKind),
    /// `next` waits on.
    Waits,
}

/// All frames, and the end; `next` is dropped at its pending poll number `drop_at`, and called again.
async fn all(
    reader: &mut FrameReader<Wire>,
    drop_at: usize,
    waits: &mut usize,
) -> (Vec<Vec<u8>>, End) {
    let mut frames = Vec::new();
    loop {
        let next = {
            let call = call("next");
            let mut next = pin!(reader.next());
            let next = poll_fn(|context| match next.as_mut().poll(context) {
                Poll::Ready(next) => Poll::Ready(Some(next)),
                Poll::Pending => {
                    *waits += 1;
                    match *waits == drop_at {
                        true => Poll::Ready(None),
                        false => Poll::Pending,
                    }
                }
            })
            .await;
            if next.is_some() {
                call.ends();
            }
            next
        };
        match next {
            None => {}
            Some(Ok(Some(frame))) => {
                moment(format_args!("frame of {} bytes", frame.len()));
                frames.push(frame);
            }
            Some(Ok(None)) => return (frames, End::Nothing),
            Some(Err(error)) => return (frames, End::Failed(error.kind())),
        }
        // A reader that makes up frames must not do it for ever.
        if frames.len() > 100 {
            return (frames, End::Waits);
        }
    }
}

/// What came out of a reader.
struct Read {
    frames: Vec<Vec<u8>>,
    end: End,
    waits: usize,
}

/// Sends the bytes in such chunks, 1 ms apart, and then the end or a failure.
#[track_caller]
fn read_dropping(
    bytes: &[u8],
    chunk: usize,
    failure: Option<io::ErrorKind>,
    drop_at: usize,
) -> Read {
    let report = program::run(|| async {
        let (near, far) = wire();
        let mut reader = FrameReader::new(near);
        let send = async {
            for chunk in bytes.chunks(chunk) {
                sleep(ms(1)).await;
                far.send(chunk);
            }
            match failure {
                None => far.close(),
                Some(kind) => far.fail(kind),
            }
        };
        let mut waits = 0;
        let read = timeout(LONG, all(&mut reader, drop_at, &mut waits));
        let (frames, end) = tokio::join!(send, read)
            .1
            .unwrap_or((Vec::new(), End::Waits));
        Read { frames, end, waits }
    });
    report.output
}

/// What is read of these frames, in such chunks.
#[track_caller]
pub fn read(
    frames: &[Vec<u8>],
    chunk: usize,
    failure: Option<io::ErrorKind>,
) -> (Vec<Vec<u8>>, End) {
    read_everywhere(&bytes_of(frames), chunk, failure)
}

/// What is read of these bytes, in such chunks, when `next` is never dropped.
#[track_caller]
pub fn read_everywhere(
    bytes: &[u8],
    chunk: usize,
    failure: Option<io::ErrorKind>,
) -> (Vec<Vec<u8>>, End) {
    let read = read_dropping(bytes, chunk, failure, 0);
    (read.frames, read.end)
}

/// Two frames come, and at the same moment the stream fails: asks for the frames, and then the error.
#[track_caller]
pub fn fails_at_once(kind: io::ErrorKind) {
    let frames = frames_of(&[b"one", b"two"]);
    for chunk in [1, 7, 1000] {
        let report = program::run(|| async {
            let (near, far) = wire();
            let mut reader = FrameReader::new(near);
            for chunk in bytes_of(&frames).chunks(chunk) {
                far.send(chunk);
            }
            far.fail(kind);
            let read = timeout(LONG, all(&mut reader, 0, &mut 0)).await;
            read.unwrap_or((Vec::new(), End::Waits))
        });
        let (seen, end) = report.output;
        says(&seen, &frames, "the stream failed right behind them");
        ends(end, End::Failed(kind), "the stream failed");
    }
}

/// Asks for these frames.
#[track_caller]
pub fn says(seen: &[Vec<u8>], asked: &[Vec<u8>], how: &str) {
    let lengths = |frames: &[Vec<u8>]| frames.iter().map(Vec::len).collect::<Vec<_>>();
    let (had, sent) = (lengths(seen), lengths(asked));
    let code = match seen.len() < asked.len() && asked.starts_with(seen) {
        true => Diagnosis::LostMessage,
        false => Diagnosis::WrongResult,
    };
    demand(
        seen == asked,
        code,
        format!("{how}; the lengths of the frames sent: {sent:?}, of those read: {had:?}"),
        format!("送られたフレームの長さは {sent:?}、読み取られたフレームの長さは {had:?} です"),
    );
}

/// Asks that the stream came to this end.
#[track_caller]
pub fn ends(seen: End, asked: End, what: &str) {
    let code = match (seen, asked) {
        (End::Waits, _) => Diagnosis::ReadyTooLate,
        (End::Nothing, End::Failed(_)) => Diagnosis::SwallowedError,
        _ => Diagnosis::WrongResult,
    };
    demand(
        seen == asked,
        code,
        format!("{what}: `{asked:?}` was expected, got `{seen:?}`"),
        format!("ストリームの終わり: 期待値は `{asked:?}`、実際は `{seen:?}`"),
    );
}

/// The last byte comes at 20.4 ms; nothing comes after it.
#[track_caller]
pub fn arrives() {
    let frames = frames_of(&[b"abc", b""]);
    let bytes = bytes_of(&frames);
    // With the last byte of the first frame the length of the second begins, or not.
    for cut in [7, 8, 11] {
        program::run(|| async {
            let (near, far) = wire();
            let mut reader = FrameReader::new(near);
            far.send(&bytes[..6]);
            let send = async {
                sleep(ms(20)).await;
                // Between two ticks of the timer: who only looks now and then comes too late.
                advance(Duration::from_micros(400)).await;
                far.send(&bytes[6..cut]);
                Instant::now()
            };
            let read = async { (timeout(LONG, reader.next()).await, Instant::now()) };
            let (sent, (read, at)) = tokio::join!(send, read);
            let late = at.saturating_duration_since(sent);
            demand(
                late.is_zero(),
                Diagnosis::ReadyTooLate,
                format!("the last byte of a frame came; the frame was returned {late:?} later"),
                format!("最後のバイトが届きましたが、フレームが返るまでに {late:?} かかりました"),
            );
            let frame = read.ok().and_then(Result::ok).flatten();
            expect(frame.as_deref(), Some(&b"abc"[..]), "the frame", "フレーム");
            if cut == bytes.len() {
                let second = timeout(LONG, reader.next()).await;
                demand(
                    second.is_ok() && at == Instant::now(),
                    Diagnosis::ReadyTooLate,
                    "two frames came in one read, and the second was not returned at once",
                    "一度の読み取りで二つのフレームが届きましたが、二つ目がすぐに返りませんでした",
                );
            }
        });
    }
}

/// Drops `next` at its first wait, at its second, and so on, and then goes on without a drop.
#[track_caller]
pub fn dropped_at_each_wait() {
    let frames = frames_of(&[b"abc", b"", b"defgh"]);
    let bytes = bytes_of(&frames);
    for chunk in [1, 3, 6, 10, 100] {
        for place in 1.. {
            let read = read_dropping(&bytes, chunk, None, place);
            if read.waits < place {
                break;
            }
            let (had, end) = (read.frames.len(), read.end);
            demand(
                read.frames == frames && end == End::Nothing,
                Diagnosis::CancelUnsafeRead,
                format!(
                    "the bytes come {chunk} at a time; `next` was dropped at its wait no. {place} and \
                     called again: 3 frames were sent, {had} read, and the end was `{end:?}`"
                ),
                format!(
                    "{chunk} バイトずつ届く中、`next` を {place} 回目の待ちでドロップし、呼び直しました。\
                     送ったフレームは 3 個、読み取られたのは {had} 個、終わりは `{end:?}` です"
                ),
            );
        }
    }
}

// lesson: "1,000,000 bytes"
// lesson.ja: "1,000,000 バイト"
const BLOCK: usize = 1_000_000;

/// A length of `length` comes, and nothing after it.
#[track_caller]
pub fn announces(length: u32) {
    let (report, block) = largest::during(|| {
        program::run(|| async {
            let (near, far) = wire();
            let mut reader = FrameReader::new(near);
            far.send(&length.to_be_bytes());
            let next = timeout(LONG, reader.next()).await;
            drop(far);
            next
        })
    });
    demand(
        block <= BLOCK,
        Diagnosis::NeedlessAllocation,
        format!("a length of {length} came, and nothing more; a block of {block} bytes was taken"),
        format!("長さ {length} だけが届いた時点で、{block} バイトのブロックが確保されました"),
    );
    match report.output {
        Ok(Err(error)) => expect(
            error.kind(),
            io::ErrorKind::InvalidData,
            "the kind of the error",
            "エラーの種類",
        ),
        Ok(Ok(frame)) => Finding::new(Diagnosis::SwallowedError)
            .note(
                format!("a length of {length} is an error; `next` returned `Ok({frame:?})`"),
                format!("長さ {length} はエラーですが、`next` は `Ok({frame:?})` を返しました"),
            )
            .raise(),
        Err(_) => Finding::new(Diagnosis::ReadyTooLate)
            .note(
                format!("a length of {length} came, and `next` waits for so many bytes"),
                format!("長さ {length} が届き、`next` はその分のバイトを待ち続けています"),
            )
            .raise(),
    }
}

/// Together they are larger than the largest block, many times.
const MANY: usize = 60;

/// Many of the greatest frames, each of which is read before the next one comes.
#[track_caller]
pub fn many_are_read() {
    let bytes = bytes_of(&[vec![7; MAX]]);
    let (report, block) = largest::during(|| {
        program::run(|| async {
            let (near, far) = wire();
            let mut reader = FrameReader::new(near);
            let mut had = 0;
            for _ in 0..MANY {
                far.send(&bytes);
                let next = timeout(LONG, reader.next()).await;
                had += usize::from(matches!(next, Ok(Ok(Some(frame))) if frame.len() == MAX));
            }
            had
        })
    });
    expect(report.output, MANY, "the frames", "フレームの数");
    demand(
        block <= BLOCK,
        Diagnosis::NeedlessAllocation,
        format!("{MANY} frames were read, one after the other; a block of {block} bytes was taken"),
        format!("{MANY} 個のフレームを順に読むうちに、{block} バイトのブロックが確保されました"),
    );
}
