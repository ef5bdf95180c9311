//! Two futures in the task of the caller, and work in a task whose handle means what it says. Time
//! is virtual.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s11-faq/spawn_or_join.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s11-faq/spawn_or_join.rs"
)]
mod spawn_or_join;
mod spawn_or_join_scene;

use std::panic::AssertUnwindSafe;
use std::rc::Rc;

use futures::FutureExt;
use futures::future::join_all;
use probe::{Child, Diagnosis, demand, expect, ms, panics, program};
use spawn_or_join::{Background, both};
use spawn_or_join_scene::{Account, PANIC, panicking};
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

// rule: "`both` waits for two futures at the same time, in the time of the longer, and returns their outputs in the order in which they were given."
// rule.ja: "`both` は二つの Future を同時に待ちます。長いほうの時間で終わり、出力は渡された順に並びます。"
// rule: "They need not be `Send`, and may borrow. Dropped, both end at once."
// rule.ja: "Future は `Send` でなくても、借用していてもかまいません。ドロップされると、両方がすぐに終わります。"
#[test]
fn both_at_the_same_time_in_this_task() {
    for (a, b) in [(80, 50), (50, 80), (53, 53), (0, 31)] {
        let names = Rc::new(("a", "b"));
        let report = program::run(|| async {
            let a = async {
                sleep(ms(a)).await;
                names.0
            };
            let b = async {
                sleep(ms(b)).await;
                Rc::clone(&names)
            };
            let (a, b) = both(a, b).await;
            (a, b.1)
        });
        expect(report.output, ("a", "b"), "the outputs", "出力");
        report.took_not(ms(a.max(b)), ms(a + b).max(ms(1)));
        report.no_task_left();
    }
    let ((a, a_view), (b, b_view)) = (Child::yielding(1, 'a'), Child::<char>::waiting());
    program::run(|| async { drop(timeout(ms(5), both(a, b)).await) });
    a_view.never_polled_after_ready();
    b_view.dropped_with_the_whole("b", "b");
}

// rule: "`start` begins the work in a task of its own, and does not wait: nobody has to await it."
// rule.ja: "`start` は独立したタスクで処理を始め、待たずに戻ります。誰かが await する必要はありません。"
// rule: "`join` waits for the output, also where the work has been over for long."
// rule.ja: "`join` は出力を待ちます。処理がとうに終わっていても受け取れます。"
#[test]
fn begins_by_itself_and_is_joined() {
    let account = Account::new();
    let report = program::run(|| async {
        let work = Background::start(account.work(53));
        sleep(ms(5)).await;
        account.goes_on();
        drop(work.join().await);
        let late = Background::start(async { 7 });
        let together = [(); 100].map(|()| Background::start(account.work(31)));
        sleep(ms(31)).await;
        for work in together {
            drop(work.join().await);
        }
        late.join().await
    });
    expect(report.output, 7, "the output", "出力");
    account.calls.at_least(100);
    report.took(ms(84));
    report.no_task_left();
}

// rule: "Dropping a `Background` ends the work, 1 ms later at the latest; so does dropping the future of `join` or of `cancel`."
// rule.ja: "`Background` をドロップすると、遅くとも 1 ms 後には処理が終わります。`join` や `cancel` の Future をドロップした場合も同じです。"
#[test]
fn dropped_then_the_work_ends() {
    let account = Account::new();
    let report = program::run(|| async {
        let work = Background::start(account.work(53));
        sleep(ms(5)).await;
        drop(work);
        sleep(ms(1)).await;
        account.is_over(Diagnosis::WorksAfterDrop);
    });
    report.no_task_left();
}

// rule: "Dropping a `Background` ends the work, 1 ms later at the latest; so does dropping the future of `join` or of `cancel`."
// rule.ja: "`Background` をドロップすると、遅くとも 1 ms 後には処理が終わります。`join` や `cancel` の Future をドロップした場合も同じです。"
#[test]
fn join_is_dropped_then_the_work_ends() {
    for polled in [false, true] {
        let account = Account::new();
        let report = program::run(|| async {
            let work = Background::start(account.work(53));
            sleep(ms(5)).await;
            let join = work.join();
            if polled {
                drop(timeout(ms(5), join).await);
            } else {
                drop(join);
            }
            sleep(ms(1)).await;
            account.is_over(Diagnosis::WorksAfterDrop);
            let another = Account::new();
            let work = Background::start(another.work(53));
            sleep(ms(5)).await;
            let mut cancel = Box::pin(work.cancel());
            if polled {
                let _ = futures::poll!(cancel.as_mut());
            }
            drop(cancel);
            sleep(ms(1)).await;
            another.is_over(Diagnosis::WorksAfterDrop);
        });
        report.no_task_left();
    }
}

// rule: "`cancel` ends the work at once, also work that has not begun, which then never begins. It returns when nothing of it is left."
// rule.ja: "`cancel` は処理をすぐに終わらせます。まだ始まっていなければ、始まらないまま終わります。処理が跡形もなくなってから戻ります。"
#[test]
fn cancelled_then_nothing_is_left() {
    for before in [0, 5] {
        let account = Account::new();
        let report = program::run(|| async {
            let work = Background::start(account.work(53));
            if before > 0 {
                sleep(ms(before)).await;
            }
            // Many others whose turn comes first.
            let crowd = [(); 100].map(|()| tokio::spawn(yield_now()));
            let output = work.cancel().await;
            account.is_over(Diagnosis::UnawaitedAbort);
            demand(
                before > 0 || account.calls.total() == 0,
                Diagnosis::WrongResult,
                "the work was cancelled before it had begun, and yet it began",
                "始まる前にキャンセルされた処理が、始まりました",
            );
            join_all(crowd).await;
            demand(
                output.is_none(),
                Diagnosis::WrongResult,
                "the work was cancelled, and yet there is an output",
                "キャンセルしたのに出力があります",
            );
        });
        report.took(ms(before));
        report.no_task_left();
    }
}

// rule: "`cancel` returns the output of work that was over before."
// rule.ja: "処理がすでに終わっていれば、`cancel` はその出力を返します。"
#[test]
fn cancelled_too_late_then_there_is_an_output() {
    let report = program::run(|| async {
        let work = Background::start(async { 7 });
        sleep(ms(5)).await;
        work.cancel().await
    });
    expect(report.output, Some(7), "the output", "出力");
}

// rule: "Detached work goes on to its end, and what it returns is dropped."
// rule.ja: "切り離された処理は最後まで続きます。戻り値はドロップされます。"
#[test]
fn detached_then_it_goes_on() {
    let account = Account::new();
    let report = program::run(|| async {
        let work = Background::start(account.work(53));
        sleep(ms(5)).await;
        work.detach();
        sleep(ms(47)).await;
        account.goes_on();
        sleep(ms(2)).await;
        account.is_over(Diagnosis::WrongResult);
        demand(
            account.gone.names().contains(&String::from("output")),
            Diagnosis::LeakedMemory,
            "the output of the detached work is kept for good",
            "切り離した処理の出力が残り続けています",
        );
    });
    report.no_task_left();
}

// rule: "A panic of the work goes on in `join` and in `cancel`, with what was thrown, and reaches nobody else."
// rule.ja: "処理のパニックは、投げられた値のまま `join` と `cancel` に伝わります。ほかの誰にも影響しません。"
#[test]
fn panic_of_the_work_goes_on() {
    program::run(|| async {
        let ignored = Background::start(panicking(3));
        let late = Background::start(panicking(3));
        let end = AssertUnwindSafe(Background::start(panicking(3)).join()).catch_unwind();
        panics::goes_on(&end.await, PANIC, "join");
        panics::goes_on(
            &AssertUnwindSafe(late.cancel()).catch_unwind().await,
            PANIC,
            "cancel",
        );
        drop(ignored);
    });
}
