//! A pipeline from a channel, and the producer at its other end. Each of them has an end, and so
//! learns of the other's.
//!
//! Start with the tests of the stream; those of the producer need no stream. Time is virtual: the
//! moments are exact.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s10-patterns/stream_pipeline.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s10-patterns/stream_pipeline.rs"
)]
mod stream_pipeline;
mod stream_pipeline_scene;

use futures::StreamExt;
use probe::{expect, ms, program};
use stream_pipeline::{pipeline, produce};
use stream_pipeline_scene::producer::{ends_with_the_receiver, produces, with_a_full_channel};
use stream_pipeline_scene::{hears_the_end, next_at_once, silent, squares_of, taken_for};
use tokio::sync::mpsc::channel;
use tokio::time::{sleep, timeout};

// rule: "The stream yields the squares of the even numbers that come out of the channel, in their order; zero and negative numbers count too. From 0 to 19, with `n` = 5, these are 0, 4, 16, 36, and 64."
// rule.ja: "ストリームは、チャネルから来る偶数の 2 乗を、来た順に返します。0 も負の数も含みます。0 から 19 までで `n` が 5 なら、0、4、16、36、64 です。"
#[test]
fn squares_of_the_even_numbers_in_their_order() {
    expect(
        squares_of(&(0..20).collect::<Vec<_>>(), 5),
        vec![0, 4, 16, 36, 64],
        "the first five of 0 to 19",
        "0 から 19 までの最初の 5 個",
    );
    expect(
        squares_of(&[6, 3, 2, 2, -4, -3, 7, -1, 0, -6], 10),
        vec![36, 4, 4, 16, 0, 36],
        "of 6, 3, 2, 2, -4, -3, 7, -1, 0, -6",
        "6, 3, 2, 2, -4, -3, 7, -1, 0, -6 について",
    );
}

// rule: "A square too large for an `i32` becomes `i32::MAX`."
// rule.ja: "`i32` に収まらない 2 乗は `i32::MAX` になります。"
#[test]
fn square_that_does_not_fit_then_the_largest() {
    expect(
        squares_of(&[46_340, 46_342, -46_342, 65_536, i32::MAX, i32::MIN], 9),
        vec![2_147_395_600, i32::MAX, i32::MAX, i32::MAX, i32::MAX],
        "of 46340, 46342, -46342, 65536, i32::MAX, i32::MIN",
        "46340, 46342, -46342, 65536, i32::MAX, i32::MIN について",
    );
}

// rule: "When all senders are gone, the stream yields what is left in the channel, and ends; as long as one lives, it waits."
// rule.ja: "すべての sender がなくなったら、チャネルに残っている分を返して終わります。ひとつでも残っていれば待ち続けます。"
#[test]
fn senders_gone_then_the_rest_and_the_end() {
    // A turn of a tokio task has room for 128 numbers.
    let many: Vec<i32> = (0..400).collect();
    for n in [200, 1000, usize::MAX] {
        let count = squares_of(&many, n).len();
        expect(count, 200, "even numbers", "偶数の個数");
    }
    expect(squares_of(&[1, 3], 5), vec![], "of 1, 3", "1, 3 について");
    hears_the_end();
}

// rule: "Each square is yielded at the moment its number is in the channel; the stream does not wait for others."
// rule.ja: "2 乗は、その数がチャネルに入った時点で返します。ほかの数を待つことはありません。"
// rule: "While nothing happens, both sleep: neither is polled again and again."
// rule.ja: "何も起きていない間、どちらも眠っています。繰り返しポーリングされることはありません。"
#[test]
fn square_at_the_moment_its_number_comes() {
    program::run(|| async {
        let (tx, rx) = channel(8);
        let mut stream = Box::pin(pipeline(rx, 5));
        for at in 1..=3 {
            silent(&mut stream, ms(53)).await;
            // An odd one ahead of it wakes the task for nothing.
            for number in [2 * at + 1, 2 * at] {
                let _ = tx.try_send(number);
            }
            let square = next_at_once(&mut stream, "its number is in the channel").await;
            expect(square, Some(4 * at * at), "the next square", "次の 2 乗");
        }
    });
}

// rule: "After the `n`-th square the stream ends at once, even if nothing more comes and the senders live; with `n` = 0 it ends without taking any number."
// rule.ja: "`n` 個目の 2 乗の後は、もう何も来ず sender が残っていても、すぐに終わります。`n` が 0 なら、数をひとつも取り出さずに終わります。"
#[test]
fn n_squares_then_the_end_at_once() {
    for n in [0, 1, 3] {
        program::run(|| async {
            let (tx, rx) = channel(16);
            let mut stream = Box::pin(pipeline(rx, n));
            let count = i32::try_from(n).unwrap_or(i32::MAX);
            for k in 0..count {
                let _ = tx.try_send(2 * k);
            }
            for k in 0..count {
                let square = next_at_once(&mut stream, "its number is in the channel").await;
                expect(square, Some(4 * k * k), "the next square", "次の 2 乗");
            }
            let end = next_at_once(&mut stream, "there were `n` of them").await;
            expect(end, None, "after the last", "最後の次");
        });
    }
    taken_for(0, 0);
}

// rule: "The stream is lazy: it takes numbers out of the channel only while somebody waits for its next item, and none beyond the number of that item."
// rule.ja: "ストリームは遅延です。チャネルから数を取り出すのは、誰かが次の要素を待っている間だけで、その要素の数より先は取り出しません。"
#[test]
fn not_asked_then_nothing_is_taken() {
    for asked in 0..4 {
        taken_for(asked, 100);
    }
}

// rule: "When the stream is dropped, the channel is closed."
// rule.ja: "ストリームがドロップされたら、チャネルは閉じます。"
// rule: "Neither leaves a task behind when it has ended or was dropped, 1 ms later at the latest."
// rule.ja: "どちらも、終わった後もドロップされた後も、遅くとも 1 ms 後にはタスクを残しません。"
#[test]
fn stream_dropped_then_the_channel_is_closed() {
    for asked in [false, true] {
        let report = program::run(|| async {
            let (tx, rx) = channel(4);
            let mut stream = Box::pin(pipeline(rx, 5));
            if asked {
                silent(&mut stream, ms(20)).await;
            }
            drop(stream);
            sleep(ms(1)).await;
            (tx.is_closed(), tx)
        });
        expect(
            report.output.0,
            true,
            "the channel is closed",
            "チャネルが閉じたか",
        );
        report.no_task_left();
    }
}

// rule: "The producer sends the numbers in their order, the first at once, and pauses for `pause` between the moment at which the channel has accepted a number and the next; it returns as soon as the last is accepted."
// rule.ja: "プロデューサーは数を順に送ります。最初はすぐに、次からは、チャネルが前の数を受け入れてから `pause` だけ休んで送ります。最後の数が受け入れられたら、すぐに戻ります。"
#[test]
fn numbers_at_their_moments_and_no_pause_after_the_last() {
    for pause in [50, 7] {
        let seen = produces(&[3, -1, 4, 1, 5], pause, 16);
        seen.received(&[
            (3, 0),
            (-1, pause),
            (4, 2 * pause),
            (1, 3 * pause),
            (5, 4 * pause),
        ]);
        seen.ended(5, 4 * pause);
    }
    produces(&[], 50, 16).ended(0, 0);
    produces(&[8], 50, 16).ended(1, 0);
}

// rule: "Where the channel is full, the producer waits for room: no number is left out."
// rule.ja: "チャネルが満杯なら、空きを待ちます。飛ばされる数はありません。"
#[test]
fn channel_is_full_then_it_waits_for_room() {
    // An hour is not too long.
    for wakes in [330, 3_600_030] {
        with_a_full_channel(wakes);
    }
}

// rule: "When the receiver is gone, dropped or closed, the producer returns at that moment: in a pause, while it waits for room, and before the first number."
// rule.ja: "受信側がドロップされるか閉じられたら、その時点で戻ります。休んでいるときも、空きを待っているときも、最初の数の前でもです。"
// rule: "It returns how many numbers the channel has accepted; one that was refused does not count."
// rule.ja: "戻り値は、チャネルが受け入れた数の個数です。拒まれたものは数えません。"
#[test]
fn receiver_gone_then_the_producer_ends() {
    for is_closed in [false, true] {
        ends_with_the_receiver(is_closed, 16, 0, 0);
        ends_with_the_receiver(is_closed, 16, 73, 2);
        ends_with_the_receiver(is_closed, 16, 149, 3);
        // Two numbers are in the channel, and a third waits for room.
        ends_with_the_receiver(is_closed, 2, 230, 2);
    }
}

// rule: "It returns how many numbers the channel has accepted; one that was refused does not count."
// rule.ja: "戻り値は、チャネルが受け入れた数の個数です。拒まれたものは数えません。"
#[test]
fn both_together_then_five_squares_and_nine_numbers() {
    let report = program::run(|| async {
        let (tx, rx) = channel(32);
        let consumer = async { pipeline(rx, 5).collect::<Vec<_>>().await };
        tokio::join!(produce(tx, 0..20, ms(50)), consumer)
    });
    report.took(ms(400));
    let asked = (9, vec![0, 4, 16, 36, 64]);
    expect(
        report.output,
        asked,
        "sent, and squares",
        "送った個数と 2 乗",
    );
}

// rule: "Neither leaves a task behind when it has ended or was dropped, 1 ms later at the latest."
// rule.ja: "どちらも、終わった後もドロップされた後も、遅くとも 1 ms 後にはタスクを残しません。"
#[test]
fn producer_dropped_midway_then_nothing_goes_on() {
    for capacity in [1, 16] {
        let report = program::run(|| async {
            let (tx, rx) = channel(capacity);
            let _ = timeout(ms(120), produce(tx, 0.., ms(50))).await;
            // Whoever goes on has somebody who could receive.
            rx
        });
        report.no_task_left();
        expect(
            report.output.len(),
            capacity.min(3),
            "numbers sent",
            "送られた個数",
        );
    }
}
