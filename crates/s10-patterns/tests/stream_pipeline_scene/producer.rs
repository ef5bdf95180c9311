//! A producer, and the receiver in the hands of the test.

use std::pin::pin;

use probe::trace::{call, moment};
use probe::{Diagnosis, Finding, demand, expect, ms, program};
use tokio::sync::mpsc::channel;
use tokio::time::{Instant, sleep_until, timeout};

use super::LONG;
use crate::stream_pipeline::produce;

fn since(began: Instant) -> u64 {
    u64::try_from(began.elapsed().as_millis()).expect("no test lasts that long")
}

/// What a producer did.
pub struct Produced {
    numbers: Vec<(i32, u64)>,
    accepted: usize,
    at: u64,
}

/// Runs the producer, and takes each number at once.
#[track_caller]
pub fn produces(numbers: &[i32], pause: u64, capacity: usize) -> Produced {
    let report = program::run(|| async {
        let began = Instant::now();
        let (tx, mut rx) = channel(capacity);
        let receive = async {
            let mut seen = Vec::new();
            while let Some(number) = rx.recv().await {
                moment("received");
                seen.push((number, since(began)));
            }
            seen
        };
        let produce = async {
            let call = call("produce");
            let accepted = produce(tx, numbers.iter().copied(), ms(pause)).await;
            call.ends();
            (accepted, since(began))
        };
        let ((accepted, at), seen) = tokio::join!(produce, receive);
        (seen, accepted, at)
    });
    let (numbers, accepted, at) = report.output;
    Produced {
        numbers,
        accepted,
        at,
    }
}

impl Produced {
    /// Asks for these numbers at these moments.
    #[track_caller]
    pub fn received(&self, asked: &[(i32, u64)]) {
        let (seen, sent): (Vec<_>, Vec<_>) = (
            self.numbers.iter().map(|(number, _)| *number).collect(),
            asked.iter().map(|(number, _)| *number).collect(),
        );
        demand(
            seen.len() >= sent.len(),
            Diagnosis::LostMessage,
            format!("numbers to send: {sent:?}; received: {seen:?}"),
            format!("送る数は {sent:?}、届いた数は {seen:?} です"),
        );
        expect(seen, sent, "the numbers", "届いた数");
        let moments = self.numbers.iter().zip(asked);
        for ((number, seen), (_, due)) in moments {
            let code = match seen < due {
                true => Diagnosis::ReadyTooEarly,
                false => Diagnosis::ReadyTooLate,
            };
            demand(
                seen == due,
                code,
                format!("`{number}` is due at {due} ms, and came at {seen} ms"),
                format!("`{number}` の予定は {due} ms ですが、{seen} ms に届きました"),
            );
        }
    }

    /// Asks that the producer returned so many, at that moment.
    #[track_caller]
    pub fn ended(&self, accepted: usize, at: u64) {
        let seen = self.at;
        demand(
            seen <= at,
            Diagnosis::ReadyTooLate,
            format!("the last number was sent at {at} ms; the producer returned at {seen} ms"),
            format!("最後の数は {at} ms に送られましたが、プロデューサーは {seen} ms に戻りました"),
        );
        expect(
            (self.accepted, seen),
            (accepted, at),
            "what the producer returned, and when",
            "プロデューサーの戻り値と時点",
        );
    }
}

/// A channel with room for two; the consumer wakes at that moment.
#[track_caller]
pub fn with_a_full_channel(wakes: u64) {
    let report = program::run(|| async {
        let began = Instant::now();
        let (tx, mut rx) = channel(2);
        let receive = async {
            let mut seen = Vec::new();
            let asleep = call("the consumer sleeps");
            sleep_until(began + ms(wakes)).await;
            asleep.ends();
            while let Some(number) = rx.recv().await {
                moment("received");
                seen.push(number);
            }
            seen
        };
        let produce = async {
            let call = call("produce");
            let numbers = (10..15).inspect(|_| moment("the next number"));
            let accepted = produce(tx, numbers, ms(50)).await;
            call.ends();
            (accepted, since(began))
        };
        tokio::join!(produce, receive)
    });
    let ((accepted, at), seen) = report.output;
    demand(
        seen.len() == 5,
        Diagnosis::LostMessage,
        format!("five numbers were to be sent; received: {seen:?}"),
        format!("5 個の数を送るはずですが、届いたのは {seen:?} です"),
    );
    expect(seen, vec![10, 11, 12, 13, 14], "the numbers", "届いた数");
    // There the third finds room.
    let due = wakes + 100;
    demand(
        at >= due,
        Diagnosis::ReadyTooEarly,
        format!(
            "the third was accepted at {wakes} ms, and two pauses of 50 ms follow; the last came at {at} ms"
        ),
        format!(
            "3 個目は {wakes} ms に受け入れられ、50 ms の休みが 2 回続くはずですが、最後は {at} ms です"
        ),
    );
    demand(
        at <= due,
        Diagnosis::ReadyTooLate,
        format!(
            "the third found room at {wakes} ms, and two pauses of 50 ms follow; the last came at {at} ms"
        ),
        format!(
            "3 個目の空きは {wakes} ms にでき、50 ms の休みが 2 回続くはずですが、最後は {at} ms です"
        ),
    );
    expect(accepted, 5, "the number returned", "戻り値");
}

/// The receiver takes nothing, and is gone at `at`; `accepted` numbers were accepted by then. A
/// number is due each 50 ms.
#[track_caller]
pub fn ends_with_the_receiver(is_closed: bool, capacity: usize, at: u64, accepted: usize) {
    let report = program::run(|| async {
        let began = Instant::now();
        let (tx, mut rx) = channel(capacity);
        let gone = async {
            let receiver = call("the receiver");
            sleep_until(began + ms(at)).await;
            receiver.ends();
            match is_closed {
                true => rx.close(),
                false => drop(rx),
            }
        };
        let produce = pin!(async {
            let call = call("produce");
            let numbers = (0..20).inspect(|_| moment("the next number"));
            let accepted = produce(tx, numbers, ms(50)).await;
            call.ends();
            (accepted, since(began))
        });
        let (_, end) = tokio::join!(biased; gone, timeout(LONG, produce));
        end.ok()
    });
    let Some((seen, when)) = report.output else {
        Finding::new(Diagnosis::Deadlock)
            .note(
                format!("the receiver was gone at {at} ms; an hour later the producer still waits"),
                format!("受信側は {at} ms になくなりましたが、1 時間後もまだ待っています"),
            )
            .raise();
    };
    demand(
        when <= at,
        Diagnosis::ReadyTooLate,
        format!("the receiver was gone at {at} ms; the producer returned at {when} ms"),
        format!("受信側は {at} ms になくなりましたが、プロデューサーは {when} ms に戻りました"),
    );
    demand(
        when == at,
        Diagnosis::ReadyTooEarly,
        format!("the receiver lived until {at} ms; the producer returned at {when} ms"),
        format!("受信側は {at} ms まであったのに、プロデューサーは {when} ms に戻りました"),
    );
    expect(
        seen,
        accepted,
        "numbers that the channel has accepted",
        "チャネルが受け入れた個数",
    );
}
