//! A registry, the service behind it, and what is asked of its loans.

pub mod bodies;

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use probe::program::Report;
use probe::trace::call;
use probe::{Diagnosis, Finding, demand, expect, ms, panics, program};
use s10_patterns::backend::{Backend, Loan};
use tokio::time::{Instant, sleep, timeout};

use crate::async_cleanup::{AsyncResource, Registry};

/// What has not happened after it does not happen.
const LONG: Duration = Duration::from_secs(60 * 60);

/// Runs a script with a new registry.
#[track_caller]
pub fn play<T>(script: impl AsyncFnOnce(Registry, &Backend) -> T) -> Report<T> {
    program::run(|| async {
        let backend = Backend::new();
        script(Registry::new(backend.clone()), &backend).await
    })
}

/// Lets so much time pass.
pub async fn pass(time: Duration) {
    sleep(time).await;
}

pub async fn open(registry: &Registry, name: &str) -> AsyncResource {
    let resource = AsyncResource::open(registry, name).await;
    resource.unwrap_or_else(|error| {
        Finding::new(Diagnosis::WrongResult)
            .note(
                format!("`{name}` was there to be had; `open` returned `{error}`"),
                format!("`{name}` は取得できるはずですが、`open` は `{error}` を返しました"),
            )
            .raise()
    })
}

/// Awaits the shutdown, and asks that the releases of all loans are over then.
pub async fn shut_down(registry: Registry, backend: &Backend) -> usize {
    let call = call("shutdown");
    let Ok(failures) = timeout(LONG, registry.shutdown()).await else {
        Finding::new(Diagnosis::Deadlock)
            .note(
                "an hour later `shutdown` still waits",
                "`shutdown` は 1 時間後も待ち続けています",
            )
            .raise()
    };
    call.ends();
    all_released(backend, "`shutdown`");
    failures
}

/// Asks that each loan was released once, and that the releases are over, now that `call` has
/// returned.
#[track_caller]
pub fn all_released(backend: &Backend, call: &str) {
    let loans = backend.loans();
    let count = |holds: fn(&Loan) -> bool| loans.iter().filter(|loan| holds(loan)).count();
    let all = loans.len();
    let early = count(|loan| loan.too_early);
    demand(
        early == 0,
        Diagnosis::EagerStart,
        format!("resources: {all}; released while they were in use: {early}"),
        format!("リソース {all} 個のうち、使用中に解放が始まったもの: {early} 個"),
    );
    let twice = count(|loan| loan.begun > 1);
    demand(
        twice == 0,
        Diagnosis::DoubleCleanup,
        format!("resources: {all}; released more than once: {twice}"),
        format!("リソース {all} 個のうち、二度以上解放されたもの: {twice} 個"),
    );
    let never = count(|loan| loan.begun == 0);
    demand(
        never == 0,
        Diagnosis::LostCleanup,
        format!("{call} has returned; of {all} resources, {never} were not released"),
        format!("{call} が戻った時点で、リソース {all} 個のうち {never} 個が解放されていません"),
    );
    let cut = count(|loan| loan.cut_off);
    demand(
        cut == 0,
        Diagnosis::LostCleanup,
        format!("{call} has returned; of {all} releases, {cut} were dropped before they were over"),
        format!("{call} が戻った時点で、解放 {all} 個のうち {cut} 個が途中でドロップされています"),
    );
    let under_way = count(|loan| !loan.is_over);
    demand(
        under_way == 0,
        Diagnosis::UnawaitedCleanup,
        format!("{call} has returned; of {all} releases, {under_way} are not over"),
        format!("{call} が戻った時点で、解放 {all} 個のうち {under_way} 個が終わっていません"),
    );
}

/// Asks for this result.
#[track_caller]
pub fn returned<T: PartialEq + std::fmt::Debug>(
    call: &str,
    seen: io::Result<T>,
    asked: Result<T, io::ErrorKind>,
) {
    let seen = seen.map_err(|error| error.kind());
    let code = match (&seen, &asked) {
        (Ok(_), Err(_)) => Diagnosis::SwallowedError,
        _ => Diagnosis::WrongResult,
    };
    demand(
        seen == asked,
        code,
        format!("{call} returned `{seen:?}`; expected: `{asked:?}`"),
        format!("{call} の戻り値は `{seen:?}`、期待値は `{asked:?}` です"),
    );
}

/// `close` is dropped after so many milliseconds.
#[track_caller]
pub fn close_is_dropped(after: u64) {
    let report = play(async |registry, backend| {
        let resource = open(&registry, "a").await;
        let close = resource.close();
        match after {
            0 => drop(close),
            _ => {
                let call = call("close");
                match timeout(ms(after), close).await {
                    Ok(_) => call.ends(),
                    Err(_) => drop(call),
                }
            }
        }
        shut_down(registry, backend).await;
        sleep(LONG).await;
        all_released(backend, "`close`, and `shutdown`");
    });
    report.no_task_left();
}

/// Another registry has a resource that is open, and one whose release fails later.
#[track_caller]
pub fn beside_another_registry() {
    play(async |registry, backend| {
        let others = Backend::new();
        let other = Registry::new(others.clone());
        let (open_there, late) = (open(&other, "a").await, open(&other, "broken").await);
        drop(open(&registry, "a").await);
        pass(ms(30)).await;
        drop(late);
        let began = Instant::now();
        let failures = shut_down(registry, backend).await;
        let took = began.elapsed();
        demand(
            took <= ms(20),
            Diagnosis::ReadyTooLate,
            format!(
                "its own release took 20 ms more; with another registry beside it `shutdown` took {took:?}"
            ),
            format!(
                "自分の解放はあと 20 ms で終わりますが、隣に別のレジストリがあると `shutdown` は {took:?} かかりました"
            ),
        );
        drop(open_there);
        shut_down(other, &others).await;
        expect(failures, 0, "failures after drops", "ドロップ後の失敗");
    });
}

/// A task panics with a resource in its hand.
#[track_caller]
pub fn dropped_by_a_panic() {
    let quiet = panics::caught(|| {
        play(async |registry, backend| {
            let resource = open(&registry, "a").await;
            let task = tokio::spawn(async move {
                let _resource = resource;
                sleep(ms(5)).await;
                panic!("the owner broke down");
            });
            let _ = task.await;
            pass(Duration::from_secs(1)).await;
            all_released(backend, "the drop, a second ago,");
            shut_down(registry, backend).await
        })
    });
    quiet.unwrap_or_else(|message| panic!("{message}"));
}

/// A resource is dropped on a thread that is none of the runtime's.
#[track_caller]
pub fn dropped_on_a_plain_thread() {
    play(async |registry, backend| {
        let resource = open(&registry, "a").await;
        let is_over = AtomicBool::new(false);
        let panic = thread::scope(|scope| {
            let dropped = scope.spawn(|| {
                let dropped = panics::caught(|| drop(resource));
                is_over.store(true, Ordering::SeqCst);
                dropped.err()
            });
            // The thread of the runtime does not sleep.
            while !is_over.load(Ordering::SeqCst) {
                thread::yield_now();
            }
            dropped.join().expect("it is caught")
        });
        demand(
            panic.is_none(),
            Diagnosis::LostCleanup,
            format!(
                "a resource was dropped on a thread without a runtime, and its drop panicked: {panic:?}"
            ),
            format!("ランタイムのないスレッドでドロップしたところ、パニックしました: {panic:?}"),
        );
        shut_down(registry, backend).await;
    });
}

/// A resource outlives the runtime.
#[track_caller]
pub fn dropped_after_the_runtime() {
    let resource = play(async |registry, _| {
        let resource = open(&registry, "a").await;
        // Whether it is waited for is not asked.
        drop(registry);
        resource
    });
    drop(resource.output);
}
