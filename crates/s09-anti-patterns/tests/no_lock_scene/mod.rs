//! Inputs for a sum, and questions to a counter.

use std::time::Duration;

use futures::FutureExt;
use futures::future::BoxFuture;
use probe::trace::{Subject, call};
use probe::{Diagnosis, Finding, Gauge, demand, expect, ms, program};
use s09_anti_patterns::runtime::threads_of_the_pool;
use tokio::task::JoinHandle;
use tokio::task::coop::unconstrained;
use tokio::time::{sleep, timeout};

use crate::no_lock::Counter;

// lesson: "at most 1,024 adds"
// lesson.ja: "最大 1,024 件"
const IN_ADVANCE: u64 = 1_024;

/// More than any queue with a bound takes.
const ADDS: u64 = 10_000;

/// Long enough for a task that has nothing left to wait for.
const LONG: Duration = Duration::from_secs(100);

/// Inputs that take so many milliseconds, and have that output.
pub fn sleeps(inputs: &[(u64, u64)]) -> Vec<BoxFuture<'static, u64>> {
    let input = |&(milliseconds, output)| -> BoxFuture<'static, u64> {
        Box::pin(async move {
            let call = call(format_args!("input of {milliseconds} ms"));
            sleep(ms(milliseconds)).await;
            call.ends();
            output
        })
    };
    inputs.iter().map(input).collect()
}

/// An input that is in flight until it is dropped.
pub async fn value(gauge: &Gauge, output: u64) -> u64 {
    let _in_flight = gauge.enter_as(format_args!("input {output}"));
    sleep(ms(10 * output)).await;
    output
}

/// Waits for the end of the task, whose handles are all dropped.
#[track_caller]
pub fn ends_with(total: JoinHandle<u64>, asked: u64) -> impl Future<Output = ()> {
    let end = timeout(LONG, total);
    async move {
        let Ok(end) = end.await else {
            Finding::new(Diagnosis::LeakedTask)
                .note(
                    format!("all handles were dropped, and {LONG:?} later the task still waits"),
                    format!("すべてのハンドルがドロップされて {LONG:?} 経っても、タスクはまだ待っています"),
                )
                .raise()
        };
        let total = end.unwrap_or_default();
        demand(
            total >= asked,
            Diagnosis::LostMessage,
            format!("{asked} was added in all; the task ended with {total}"),
            format!("合わせて {asked} を追加しましたが、タスクは {total} で終わりました"),
        );
        expect(total, asked, "the output of the task", "タスクの出力");
    }
}

/// Gives up to ask, and to add, and asks that the counter goes on.
#[track_caller]
pub fn goes_on_without_those_who_gave_up() {
    let report = program::run(|| async {
        let (counter, total) = Counter::start();
        let _ = unconstrained(counter.get()).now_or_never();
        sleep(ms(10)).await;
        counter.add(7).await;
        drop(counter.get());
        let got = counter.get().await;
        drop(counter);
        ends_with(total, 7).await;
        got
    });
    expect(report.output, 7, "the total", "合計");
}

/// Adds through one handle, and asks through another.
#[track_caller]
pub fn added_then_got(adds: &[u64]) {
    let report = program::run(|| async {
        let before = threads_of_the_pool();
        let shown = Subject::named("counter", &"the counter");
        let (counter, total) = Counter::start();
        let other = counter.clone();
        demand(
            threads_of_the_pool() <= before,
            Diagnosis::NeedlessOffload,
            "a thread of the pool waits for what is sent to the counter",
            "プールのスレッドが、カウンターへのメッセージを待っています",
        );
        for &n in adds {
            counter.add(n).await;
            shown.tell(
                format_args!("add({n}) has returned"),
                format_args!("add({n}) が戻った"),
            );
        }
        let got = other.get().await;
        shown.tell(
            format_args!("get has returned {got}"),
            format_args!("get が {got} を返した"),
        );
        sleep(ms(1_000)).await;
        let later = other.get().await;
        shown.tell(
            format_args!("get has returned {later}, a second later"),
            format_args!("1 秒後、get が {later} を返した"),
        );
        drop((counter, other));
        ends_with(total, adds.iter().sum()).await;
        (got, later)
    });
    let (got, later) = report.output;
    let asked = adds.iter().sum();
    demand(
        got >= asked || later < asked,
        Diagnosis::ForgottenTask,
        format!(
            "after the last `add` the total was {got}; a second later, without another one, {later}"
        ),
        format!("最後の `add` の後の合計は {got} で、何も追加せずに 1 秒経つと {later} でした"),
    );
    expect(got, asked, "the total", "合計");
    report.took(ms(1_000));
    report.no_task_left();
}

/// Adds again and again in one poll, in which the task of the counter cannot run.
#[track_caller]
pub fn accepted_in_advance() {
    let report = program::run(|| async {
        let (counter, task) = Counter::start();
        let accepted = |_: &u64| unconstrained(counter.add(1)).now_or_never().is_some();
        let accepted = (0..ADDS).filter(accepted).count() as u64;
        // Whoever can tell already has not kept it in a queue.
        let counted = unconstrained(counter.get()).now_or_never().unwrap_or(0);
        sleep(ms(10)).await;
        let total = counter.get().await;
        drop(counter);
        let _ = task.await;
        (accepted, counted, total)
    });
    let (accepted, counted, total) = report.output;
    demand(
        total >= accepted,
        Diagnosis::LostMessage,
        format!("{accepted} adds of 1 were accepted, and the total is {total}"),
        format!("1 の追加を {accepted} 件受け付けましたが、合計は {total} です"),
    );
    let queued = accepted - counted.min(accepted);
    demand(
        queued <= IN_ADVANCE,
        Diagnosis::UnboundedQueue,
        format!("{queued} adds were accepted in advance; at most {IN_ADVANCE} may be"),
        format!("{queued} 件の追加を先に受け付けました (上限は {IN_ADVANCE} 件)"),
    );
}
