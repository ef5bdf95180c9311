//! Frames from a stream of bytes, and a loop in which the read is one of three branches. Whenever
//! another branch is ready, the read is dropped: it must not take bytes along.
//!
//! Start with the reader, and with the first three tests; the loop comes after that. Time is
//! virtual: the moments are exact.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s10-patterns/frame_reader.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s10-patterns/frame_reader.rs"
)]
mod frame_reader;
mod frame_reader_scene;

use std::io::ErrorKind;
use std::time::Duration;

use frame_reader_scene::largest::Largest;
use frame_reader_scene::reading::{
    End, announces, arrives, dropped_at_each_wait, ends, fails_at_once, many_are_read, read,
    read_everywhere, says,
};
use frame_reader_scene::serving::{drive, flood, leaves_nothing};
use frame_reader_scene::{bytes_of, frames_of};
use probe::{Diagnosis, expect, ms};
use s10_patterns::frames::{Exit, MAX};

#[global_allocator]
static HEAP: Largest = Largest;

// rule: "On the stream a frame is its length, a big-endian `u32`, and then so many bytes. `next` returns these bytes, frame by frame, in order, however the reads cut them: one byte at a time, or several frames in one read. A length of 0 is a frame, too."
// rule.ja: "ストリーム上のフレームは、ビッグエンディアンの `u32` の長さと、それに続く同じ数のバイトです。1 バイトずつ届いても、一度の読み取りに複数のフレームが入っていても、`next` は順にひとつずつ、そのバイトを返します。長さ 0 のフレームもあります。"
#[test]
fn frames_in_order_however_the_reads_cut_them() {
    let frames = frames_of(&[b"first", b"", b"\0\0\0\x01", b"x", b"the last one"]);
    for chunk in [1000, 1, 2, 3, 4, 5, 7, 11] {
        let (seen, end) = read(&frames, chunk, None);
        says(&seen, &frames, &format!("{chunk} bytes in each read"));
        ends(end, End::Nothing, "the stream ended after the last frame");
    }
}

// rule: "A frame is returned at the moment its last byte is there."
// rule.ja: "フレームは、最後のバイトが届いた時点で返します。"
#[test]
fn frame_at_the_moment_its_last_byte_comes() {
    arrives();
}

// rule: "`next` may be dropped while it waits, and called again, any number of times: no byte is lost, and none is read twice."
// rule.ja: "`next` は、待っている間に何度ドロップされ、何度呼び直されてもかまいません。バイトが失われることも、二度読まれることもありません。"
#[test]
fn dropped_at_each_wait_then_nothing_is_lost() {
    dropped_at_each_wait();
}

// rule: "At the end of the stream `next` returns `None`, where it comes between two frames, and the error `UnexpectedEof`, where it comes within one, its length included."
// rule.ja: "ストリームの終わりがフレームとフレームの間なら、`next` は `None` を返します。長さの途中も含めてフレームの途中なら、エラー `UnexpectedEof` を返します。"
#[test]
fn stream_ends_within_a_frame_then_unexpected_eof() {
    let frames = frames_of(&[b"whole", b"cut off"]);
    let bytes = bytes_of(&frames);
    for cut in 9..=bytes.len() {
        let end = match cut {
            9 | 20 => End::Nothing,
            _ => End::Failed(ErrorKind::UnexpectedEof),
        };
        for chunk in [1, 1000] {
            let whole = if cut == 20 { 2 } else { 1 };
            let (seen, seen_end) = read_everywhere(&bytes[..cut], chunk, None);
            says(&seen, &frames[..whole], &format!("{cut} of 20 bytes"));
            ends(
                seen_end,
                end,
                &format!("the stream ended after {cut} of 20 bytes"),
            );
        }
    }
    let (seen, end) = read(&[], 1, None);
    says(&seen, &[], "an empty stream");
    ends(end, End::Nothing, "the stream ended before the first frame");
}

// rule: "A frame has at most 65,536 bytes. A greater length is the error `InvalidData`, as soon as the length is there. No block of more than 1,000,000 bytes is taken from the heap, whatever the length says, and however many frames have come before."
// rule.ja: "フレームは最大 65,536 バイトです。それより大きい長さは、長さが届いた時点でエラー `InvalidData` になります。長さがいくつでも、それまでにいくつのフレームが届いていても、1,000,000 バイトを超えるブロックをヒープから確保することはありません。"
#[test]
fn length_beyond_the_limit_then_invalid_data() {
    for length in [
        16_777_216,
        65_537,
        65_536 + (1 << 16),
        i32::MAX as u32,
        u32::MAX,
    ] {
        announces(length);
    }
}

// rule: "A frame has at most 65,536 bytes. A greater length is the error `InvalidData`, as soon as the length is there. No block of more than 1,000,000 bytes is taken from the heap, whatever the length says, and however many frames have come before."
// rule.ja: "フレームは最大 65,536 バイトです。それより大きい長さは、長さが届いた時点でエラー `InvalidData` になります。長さがいくつでも、それまでにいくつのフレームが届いていても、1,000,000 バイトを超えるブロックをヒープから確保することはありません。"
#[test]
fn frame_of_the_greatest_length() {
    let large = vec![7; MAX];
    let frames = [large.clone(), vec![1], large];
    for chunk in [1000, 1_000_000] {
        let (seen, end) = read(&frames, chunk, None);
        let lengths: Vec<_> = seen.iter().map(Vec::len).collect();
        expect(lengths, vec![MAX, 1, MAX], "the lengths", "長さ");
        ends(end, End::Nothing, "the stream ended after the last frame");
    }
    many_are_read();
}

// rule: "When the stream fails, `next` first returns the frames that had come, and then an error of the same kind."
// rule.ja: "ストリームがエラーになったら、`next` はそれまでに届いたフレームを返してから、同じ種類のエラーを返します。"
#[test]
fn stream_fails_then_its_error() {
    for kind in [ErrorKind::ConnectionReset, ErrorKind::TimedOut] {
        let frames = frames_of(&[b"one", b"two"]);
        for cut in [0, 2, 7, 14] {
            let (seen, end) = read_everywhere(&bytes_of(&frames)[..cut], 1000, Some(kind));
            says(&seen, &frames[..cut / 7], "the stream failed");
            ends(end, End::Failed(kind), "the stream failed");
        }
        fails_at_once(kind);
    }
}

// rule: "`serve` logs each frame at the moment its last byte comes, and a tick after one period, two, three, and so on, at most 1 ms late; there is none at 0."
// rule.ja: "`serve` は、フレームを最後のバイトが届いた時点で記録し、tick を 1 周期後、2 周期後、3 周期後、… に (遅れは最大 1 ms) 記録します。0 の時点にはありません。"
// rule: "`next` may be dropped while it waits, and called again, any number of times: no byte is lost, and none is read twice."
// rule.ja: "`next` は、待っている間に何度ドロップされ、何度呼び直されてもかまいません。バイトが失われることも、二度読まれることもありません。"
#[test]
fn ticks_between_any_two_bytes_and_frames_are_whole() {
    // The last is no whole number of milliseconds.
    for (period, pause) in [(2000, 3), (7000, 7), (100_000, 9), (2700, 9)] {
        let frames = frames_of(&[b"abc", b"", b"defgh"]);
        let seen = drive(Duration::from_micros(period), async |stage| {
            for byte in bytes_of(&frames) {
                stage.pass(pause).await;
                stage.far.send(&[byte]);
            }
            stage.pass(pause).await;
            stage.shut_down();
        });
        // 7 bytes, 4, and 9.
        let due = [(&*frames[0], 7), (&frames[1], 11), (&frames[2], 20)];
        seen.frames_at(&due.map(|(frame, bytes)| (frame, bytes * pause)));
        seen.ticks_until(21 * pause - 1, Diagnosis::RestartedTimer);
    }
}

// rule: "`serve` returns `Shutdown` as soon as `shutdown` is over, also in the middle of a frame; a frame or a tick of that moment may be in the log or not. `shutdown` may borrow, and need not be `Send` or `Unpin`."
// rule.ja: "`serve` は、`shutdown` が終わるとすぐに、フレームの途中であっても `Shutdown` を返します。同じ時点のフレームや tick は、記録されていてもいなくてもかまいません。`shutdown` は借用していることもあり、`Send` や `Unpin` とは限りません。"
#[test]
fn shutdown_in_the_middle_of_a_frame() {
    for at in [0, 35] {
        let seen = drive(ms(1000), async |stage| {
            stage.far.send(&[0, 0, 0, 9, 1, 2, 3]);
            stage.pass(at).await;
            stage.shut_down();
        });
        seen.ended(Exit::Shutdown, at, "shutdown was over");
        seen.frames_at(&[]);
    }
    // Together with a frame, and with a tick.
    for period in [35, 1000] {
        let seen = drive(ms(period), async |stage| {
            stage.pass(35).await;
            stage.far.send(&[0, 0, 0, 1, 8]);
            stage.shut_down();
        });
        seen.ended(Exit::Shutdown, 35, "shutdown was over");
    }
}

// rule: "`serve` returns `Closed` where `next` returns `None`, and `Failed`, with the kind of the error, where it fails: at once, after all the frames before."
// rule.ja: "`next` が `None` を返したら、`serve` は `Closed` を、エラーなら `Failed` をその種類とともに返します。それまでのフレームをすべて記録した後、すぐに返します。"
#[test]
fn stream_ends_or_fails_then_the_loop_ends() {
    for (rest, exit) in [
        (&[][..], Exit::Closed),
        (&[0, 0], Exit::Failed(ErrorKind::UnexpectedEof)),
        (&[9, 0, 0, 0], Exit::Failed(ErrorKind::InvalidData)),
    ] {
        let seen = drive(ms(1000), async |stage| {
            stage.pass(53).await;
            stage.far.send(&[0, 0, 0, 1, 8, 0, 0, 0, 1, 9]);
            stage.far.send(rest);
            stage.far.close();
        });
        seen.ended(exit, 53, "the stream had ended");
        seen.frames_at(&[(&[8], 53), (&[9], 53)]);
    }
    let seen = drive(ms(1000), async |stage| {
        stage.pass(53).await;
        stage.far.fail(ErrorKind::ConnectionReset);
    });
    seen.ended(
        Exit::Failed(ErrorKind::ConnectionReset),
        53,
        "the stream had failed",
    );
}

// rule: "A flood does not stop the ticks: while there are always more frames to read, each tick is at most 1 s late."
// rule.ja: "フレームが殺到しても tick は止まりません。読むべきフレームが常にある間でも、遅れは最大 1 秒です。"
#[test]
fn flood_of_frames_then_ticks_still_come() {
    flood();
}

// rule: "While nothing happens, both sleep: neither is polled again and again."
// rule.ja: "何も起きていない間、どちらも眠っています。繰り返しポーリングされることはありません。"
// rule: "When the reader is dropped, when `serve` has returned, and when it was dropped, the stream is dropped and no task is left, 1 ms later at the latest."
// rule.ja: "リーダーがドロップされたとき、`serve` が戻ったとき、`serve` がドロップされたときは、遅くとも 1 ms 後には、ストリームもドロップされており、タスクも残っていません。"
#[test]
fn over_or_dropped_then_nothing_goes_on() {
    for limit in [0, 1, 250] {
        leaves_nothing(ms(limit));
    }
}
