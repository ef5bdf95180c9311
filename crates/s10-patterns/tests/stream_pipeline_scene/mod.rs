//! The two ends of a channel, one of them in the hands of the test.

pub mod producer;

use std::time::Duration;

use futures::{Stream, StreamExt};
use probe::trace::{call, moment};
use probe::{Diagnosis, Finding, demand, expect, ms, program};
use tokio::sync::mpsc::channel;
use tokio::time::{Instant, advance, sleep, timeout};

use crate::stream_pipeline::pipeline;

/// What has not come after it does not come.
pub const LONG: Duration = Duration::from_secs(60 * 60);

/// All items of the pipeline, where the numbers are in the channel and the senders are gone.
#[track_caller]
pub fn squares_of(numbers: &[i32], n: usize) -> Vec<i32> {
    let report = program::run(|| async {
        let (tx, rx) = channel(numbers.len());
        for number in numbers {
            tx.try_send(*number).expect("there is room");
        }
        drop(tx);
        pipeline(rx, n).collect::<Vec<_>>().await
    });
    report.took(ms(0));
    report.output
}

/// The next item, which is asked for now: `why` says what makes it due.
pub async fn next_at_once<S: Stream<Item = i32> + Unpin>(stream: &mut S, why: &str) -> Option<i32> {
    let began = Instant::now();
    let call = call("next");
    let Ok(next) = timeout(LONG, stream.next()).await else {
        Finding::new(Diagnosis::ReadyTooLate)
            .note(
                format!("{why}, and an hour later the stream had said nothing"),
                "次の要素 (または終わり) がすぐに分かるはずでしたが、1 時間後もストリームは何も返しませんでした",
            )
            .raise();
    };
    call.ends();
    let late = began.elapsed();
    demand(
        late.is_zero(),
        Diagnosis::ReadyTooLate,
        format!("{why}; the stream said so {late:?} later"),
        format!("ストリームの返事は {late:?} 遅れました"),
    );
    next
}

/// Asks for the next item for so long, in which there is none.
pub async fn silent<S: Stream<Item = i32> + Unpin>(stream: &mut S, time: Duration) {
    if let Ok(next) = timeout(time, stream.next()).await {
        Finding::new(Diagnosis::ReadyTooEarly)
            .note(
                format!("the channel is open, and nothing is in it; the stream said `{next:?}`"),
                format!("チャネルは開いたまま空ですが、ストリームは `{next:?}` を返しました"),
            )
            .raise();
    }
}

/// One of two senders goes, and then the other, while the stream waits.
#[track_caller]
pub fn hears_the_end() {
    let report = program::run(|| async {
        let (tx, rx) = channel::<i32>(4);
        let other = tx.clone();
        let mut stream = Box::pin(pipeline(rx, 5));
        drop(tx);
        silent(&mut stream, ms(100)).await;
        let end = async {
            sleep(ms(50)).await;
            // Between two ticks of the timer: who only looks now and then comes too late.
            advance(Duration::from_micros(400)).await;
            moment("a number is sent");
            let _ = other.try_send(8);
            moment("the last sender goes");
            drop(other);
            Instant::now()
        };
        let rest = async {
            let next = call("next");
            let last = stream.next().await;
            next.ends();
            let next = call("next");
            let end = stream.next().await;
            next.ends();
            (last, end, Instant::now())
        };
        let (gone, (last, end, at)) = tokio::join!(end, rest);
        (last, end, at - gone)
    });
    let asked = (Some(64), None, Duration::ZERO);
    let (last, end, late) = report.output;
    demand(
        last.is_some(),
        Diagnosis::LostMessage,
        "a number was sent before the last sender went; the stream ended without it",
        "最後の sender がなくなる前に数がひとつ送られましたが、それを返さずに終わりました",
    );
    demand(
        late.is_zero(),
        Diagnosis::ReadyTooLate,
        format!("the last sender was gone; the stream ended {late:?} later"),
        format!("最後の sender がなくなってから、終わるまでに {late:?} かかりました"),
    );
    expect((last, end, late), asked, "the rest", "残り");
}

/// There are ten even numbers in the channel, and so many items are asked for, of `n`.
#[track_caller]
pub fn taken_for(asked: usize, n: usize) {
    let report = program::run(|| async {
        let (tx, rx) = channel(10);
        for k in 0..10 {
            let _ = tx.try_send(2 * k);
        }
        let mut stream = Box::pin(pipeline(rx, n));
        for _ in 0..asked {
            stream.next().await;
        }
        if n == 0 {
            stream.next().await;
        }
        // What goes on by itself has its turn now.
        sleep(ms(100)).await;
        // Whoever drops the receiver at the end gives back what is in it.
        match tx.is_closed() {
            true => 0,
            false => tx.capacity(),
        }
    });
    let taken = report.output;
    demand(
        taken <= asked,
        Diagnosis::EagerStart,
        format!(
            "items asked for, with `n` = {n}: {asked}; numbers taken out of the channel: {taken}"
        ),
        format!("`n` = {n} で求めた要素は {asked} 個、チャネルから取り出された数は {taken} 個です"),
    );
}
