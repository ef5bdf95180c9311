//! Futures of several types, and an end before the end.

use std::future::ready;
use std::time::Duration;

use probe::{Child, ChildView, Diagnosis, Gauge, Probe, demand, ms, program};
use tokio::time::{sleep, timeout};

use crate::boxed_futures::{Boxed, boxed, execute_all};

/// Something to borrow from.
pub struct Named(pub String);

impl Named {
    async fn tell(&self) -> String {
        sleep(ms(30)).await;
        format!("a name: {}", self.0)
    }
}

/// Five futures of five types, the first one with a borrow.
pub fn of_different_types(name: &Named) -> Vec<Boxed<'_>> {
    vec![
        boxed(name.tell()),
        boxed(slept(20)),
        boxed(ready(String::from("at once"))),
        boxed(Box::pin(async {
            sleep(ms(15)).await;
            String::from("from a box")
        })),
        boxed(late([0; 10])),
    ]
}

async fn slept(milliseconds: u64) -> String {
    sleep(ms(milliseconds)).await;
    format!("slept {milliseconds} ms")
}

pub fn sleeps<const N: usize>(lengths: [u64; N]) -> Vec<Boxed<'static>> {
    let sleep = |length| {
        boxed(async move {
            let _call = Gauge::new().enter_as(format_args!("sleeps {length} ms"));
            slept(length).await
        })
    };
    lengths.map(sleep).into()
}

/// Ready at once.
pub async fn number(number: u32) -> String {
    number.to_string()
}

/// A future that is as large as what it holds, and takes a millisecond for each byte.
pub async fn late<const N: usize>(bytes: [u8; N]) -> String {
    sleep(ms(bytes.len() as u64)).await;
    format!("slept {} ms", bytes.len())
}

/// Polls until the future no longer wakes its own task, `own` times at most.
#[track_caller]
pub fn falls_asleep<F: Future>(probe: &mut Probe<F>, own: usize) {
    for _ in 0..=own {
        let before = probe.wakes();
        probe.pending();
        if probe.wakes() == before {
            return;
        }
    }
    probe
        .finding(Diagnosis::BusyPoll)
        .note(
            "all of them wait, and each poll woke its own task",
            "どれもまだ待っているのに、どのポーリングも自分のタスクを起床させました",
        )
        .raise();
}

/// Asks that a future that is done has been dropped.
#[track_caller]
pub fn are_gone(view: &ChildView<String>) {
    demand(
        view.is_dropped(),
        Diagnosis::LeakedMemory,
        "`execute_all` has returned, and a future was never dropped",
        "`execute_all` が戻りましたが、ドロップされていない Future があります",
    );
}

/// Drops three that end after 100, 200 ms, and never, so much later, and looks what goes on.
#[track_caller]
pub fn given_up_after(limit: Duration) {
    let (gauge, (child, view)) = (
        Gauge::new(),
        Child::<String>::waiting_as("the one that waits"),
    );
    let report = program::run(|| async {
        let work = |milliseconds| {
            let gauge = gauge.clone();
            boxed(async move {
                let _call = gauge.enter_as(format_args!("sleeps {milliseconds} ms"));
                slept(milliseconds).await
            })
        };
        let all = execute_all(vec![work(100), boxed(child), work(200)]);
        let call = Gauge::new().enter_as("`execute_all`");
        let _ = timeout(limit, all).await;
        drop(call);
        // A task that is aborted ends in its own turn.
        sleep(ms(1)).await;
        (gauge.now(), view.is_dropped())
    });
    let (going, is_dropped) = report.output;
    demand(
        going == 0 && is_dropped,
        Diagnosis::WorksAfterDrop,
        format!(
            "dropped after {limit:?}: {going} go on; the one that waits was dropped: {is_dropped}"
        ),
        format!(
            "{limit:?} 後にドロップ: 続いているもの {going} 個、待っていたもののドロップ: {is_dropped}"
        ),
    );
    report.no_task_left();
}
