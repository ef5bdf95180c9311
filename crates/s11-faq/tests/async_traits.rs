//! A trait with an async call, used with its type and without it. Time is virtual.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s11-faq/async_traits.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s11-faq/async_traits.rs"
)]
mod async_traits;
mod async_traits_scene;

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Waker};

use async_traits::{DynService, Service, call_all, spawn_call};
use async_traits_scene::{Panics, Times, Yields, adds, answer, boxed, by_type, watched};
use probe::{Diagnosis, DropLog, Gauge, demand, expect, heap, implements, ms, program};
use tokio::time::{sleep, timeout};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// rule: "A service is written with an `async fn call`, or with a function that returns a future; it may borrow."
// rule.ja: "サービスは `async fn call` でも、Future を返す関数でも書けます。借用していてもかまいません。"
// rule: "`spawn_call` starts a task that calls the service once, takes as long as the call, and returns its answer."
// rule.ja: "`spawn_call` はタスクを始めます。タスクはサービスを一度呼び、呼び出しと同じ時間で、その答えを返します。"
#[test]
fn called_in_a_task() {
    let calls = Gauge::new();
    let report = program::run(|| async {
        let three = 3;
        let here = Times(&three).call(14).await;
        let yields = answer(spawn_call(Arc::new(Yields), 7)).await;
        let adds = answer(spawn_call(Arc::new(adds(&calls, 4, 53)), 1)).await;
        [here, yields, adds]
    });
    expect(report.output, [42, 7, 5], "the answers", "答え");
    expect(calls.total(), 1, "calls", "呼び出しの数");
    report.took(ms(53));
    report.no_task_left();
}

// rule: "All calls of `call_all` are in flight at the same time, a hundred as well as two: together they take as long as the longest."
// rule.ja: "`call_all` の呼び出しは、二つでも 100 個でも、すべて同時に進みます。全体の所要時間は、いちばん長いものの時間です。"
// rule: "The answers come in the order of the services. There may be none, and they may be of different types."
// rule.ja: "答えはサービスの順に並びます。サービスはひとつもないことも、型が異なることもあります。"
#[test]
fn all_are_called_at_the_same_time() {
    for takes in [[80, 50, 53], [50, 53, 80], [53, 53, 53]] {
        let calls = Gauge::new();
        let services = [1, 2, 3].map(|at| boxed(adds(&calls, at, takes[at as usize - 1])));
        let report = program::run(|| call_all(&services, 10));
        expect(&*report.output, &[11, 12, 13], "the answers", "答え");
        let (longest, sum) = (takes.iter().max().unwrap_or(&0), takes.iter().sum());
        report.took_not(ms(*longest), ms(sum));
    }
    let calls = Gauge::new();
    let many: Vec<_> = (0..100)
        .map(|n| boxed(adds(&calls, n, 207 - u64::from(n))))
        .collect();
    let report = program::run(|| call_all(&many, 1));
    calls.at_least(100);
    expect(report.output, (1..101).collect(), "the answers", "答え");
    let slow = [1_000_000, 31].map(|takes| boxed(adds(&calls, 1, takes)));
    let report = program::run(|| call_all(&slow, 1));
    expect(&*report.output, &[2, 2], "the answers", "答え");
    report.took(ms(1_000_000));
}

// rule: "The answers come in the order of the services. There may be none, and they may be of different types."
// rule.ja: "答えはサービスの順に並びます。サービスはひとつもないことも、型が異なることもあります。"
#[test]
fn different_types_or_none() {
    let calls = Gauge::new();
    let services = [boxed(adds(&calls, 2, 31)), boxed(Times(&5)), boxed(Yields)];
    let report = program::run(|| call_all(&services, 6));
    expect(&*report.output, &[8, 30, 6], "the answers", "答え");
    report.no_task_left();
    let report = program::run(|| call_all(&[], 6));
    expect(
        report.output,
        vec![],
        "the answers of none",
        "サービスなしの答え",
    );
}

// rule: "Making a future calls nothing: a call begins with the first poll, with its type and without it."
// rule.ja: "Future を作るだけでは何も呼ばれません。型を通した呼び出しも、型を隠した呼び出しも、最初のポーリングで始まります。"
#[test]
fn begins_with_the_first_poll() {
    let calls = Gauge::new();
    program::run(|| async {
        let service = adds(&calls, 1, 31);
        let made = (service.call(1), service.call_boxed(1));
        sleep(ms(3)).await;
        demand(
            calls.total() == 0,
            Diagnosis::EagerStart,
            format!("before the first poll, {} calls had begun", calls.total()),
            format!(
                "最初のポーリングの前に、呼び出しが {} 個始まっていました",
                calls.total()
            ),
        );
        drop(made);
    });
}

// rule: "A call by the type of the service takes nothing from the heap."
// rule.ja: "型を通した呼び出しは、ヒープから何も割り当てません。"
// rule: "A call of a `DynService` takes memory from the heap once."
// rule.ja: "`DynService` の呼び出しがヒープから割り当てるのは 1 回です。"
#[test]
fn nothing_by_type_and_one_box_without() {
    let number = 3;
    let times = Times(&number);
    let service: &dyn DynService = &times;
    let mut context = Context::from_waker(Waker::noop());
    heap::at_most(0, || {
        let _ = pin!(by_type(&times)).poll(&mut context);
    });
    heap::at_most(1, || {
        let _ = service.call_boxed(7).as_mut().poll(&mut context);
    });
}

// rule: "Both a `DynService` and the future of its call may go to another thread."
// rule.ja: "`DynService` も、その呼び出しの Future も、別のスレッドへ移せます。"
#[test]
fn may_go_to_another_thread() {
    demand(
        implements!(Box<dyn DynService>: Send) && implements!(Box<dyn DynService>: Sync),
        Diagnosis::ThreadBound,
        "`dyn DynService` is not `Send` and `Sync`",
        "`dyn DynService` が `Send` と `Sync` ではありません",
    );
    let calls = Gauge::new();
    let report = program::run(|| async {
        let service: Arc<dyn DynService> = Arc::new(adds(&calls, 1, 7));
        let task = tokio::spawn(async move { service.call_boxed(1).await });
        answer(task).await
    });
    expect(report.output, 2, "the answer", "答え");
}

// rule: "A call that is dropped ends at once, and makes no task."
// rule.ja: "ドロップされた呼び出しは、すぐに終わります。タスクは作りません。"
#[test]
fn dropped_then_no_call_goes_on() {
    let calls = Gauge::new();
    let report = program::run(|| async {
        let services = [boxed(adds(&calls, 1, 31)), boxed(adds(&calls, 2, 19))];
        for length in [5, 25] {
            let _ = timeout(ms(length), call_all(&services, 1)).await;
            calls.is_idle();
            let _ = timeout(ms(length - 5), services[0].call_boxed(1)).await;
            calls.is_idle();
        }
    });
    report.no_task_left();
}

// rule: "The task of `spawn_call` goes on if its handle is dropped, ends if it is aborted, and then gives its share of the service back."
// rule.ja: "`spawn_call` のタスクは、ハンドルがドロップされても続き、中止されれば終わります。終わったタスクは、サービスの `Arc` を手放します。"
#[test]
fn task_goes_on_by_itself_and_ends_when_aborted() {
    let (calls, gone) = (Gauge::new(), DropLog::new());
    program::run(|| async {
        drop(spawn_call(Arc::new(watched(&calls, &gone)), 1));
        sleep(ms(52)).await;
        expect(calls.now(), 1, "calls in flight", "進行中の呼び出しの数");
        sleep(ms(2)).await;
        expect(
            gone.names().len(),
            1,
            "services given back",
            "返されたサービスの数",
        );
        let task = spawn_call(Arc::new(watched(&calls, &gone)), 1);
        sleep(ms(5)).await;
        task.abort();
        let _ = task.await;
        calls.is_idle();
        expect(
            gone.names().len(),
            2,
            "services given back",
            "返されたサービスの数",
        );
    });
}

// rule: "Where a call panics, the handle of its task says so."
// rule.ja: "呼び出しがパニックすれば、タスクのハンドルからそれが分かります。"
#[test]
fn panic_comes_through_the_handle() {
    let end = program::run(|| async { spawn_call(Arc::new(Panics), 1).await });
    demand(
        end.output.is_err_and(|error| error.is_panic()),
        Diagnosis::SwallowedPanic,
        "the call panicked, and the handle does not say so",
        "呼び出しがパニックしましたが、ハンドルからはそれが分かりません",
    );
}
