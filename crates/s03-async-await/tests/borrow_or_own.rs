//! Futures that borrow and run beside each other in one task, and a task that owns a share of what
//! it works on. Time is virtual.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s03-async-await/borrow_or_own.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s03-async-await/borrow_or_own.rs"
)]
mod borrow_or_own;
mod borrow_or_own_scene;

use std::sync::Arc;

use borrow_or_own::{spawn_len, total_borrowed};
use borrow_or_own_scene::{adds_up, blobs, is_given_back, len, none_is_cloned, shared};
use probe::{Diagnosis, Gauge, demand, expect, ms, program};
use s03_async_await::blob::Account;
use tokio::time::{sleep, timeout};

// rule: "`total_borrowed` calls `process` once for each blob, to its end, and returns the sum; without blobs that is 0."
// rule.ja: "`total_borrowed` は blob ごとに一度ずつ `process` を最後まで実行し、合計を返します。blob がなければ 0 です。"
// rule: "All calls are in flight at the same time: together they take exactly as long as the longest."
// rule.ja: "呼び出しはすべて同時に進行します。全体の所要時間は、ちょうど、いちばん長いものの時間です。"
#[test]
fn all_at_the_same_time_then_the_sum() {
    adds_up(&[(5, 31), (70, 7), (900, 53)]);
    adds_up(&[(900, 53), (70, 53), (5, 53)]);
    adds_up(&[(8, 17)]);
    adds_up(&[(3, 0), (3, 0)]);
    let many: Vec<_> = (0..77).map(|n| (n * n, 100 - n as u64)).collect();
    adds_up(&many);
}

// rule: "`total_borrowed` calls `process` once for each blob, to its end, and returns the sum; without blobs that is 0."
// rule.ja: "`total_borrowed` は blob ごとに一度ずつ `process` を最後まで実行し、合計を返します。blob がなければ 0 です。"
#[test]
fn no_blobs_then_zero() {
    adds_up(&[]);
}

// rule: "No blob is ever cloned; a share of an `Arc` is no clone of the blob."
// rule.ja: "blob をクローンすることはありません。`Arc` の共有が増えるのは、blob のクローンではありません。"
#[test]
fn processed_and_never_cloned() {
    let account = Account::default();
    program::run(|| async {
        let borrowed = blobs(&account, &[(5, 31), (70, 7)]);
        total_borrowed(&borrowed).await;
        let blob = shared(&account, 900, 53);
        len(spawn_len(Arc::clone(&blob))).await;
    });
    none_is_cloned(&account);
}

// rule: "`total_borrowed` begins with its first poll, and when it is dropped, no call goes on and no task is left behind, not even for a moment."
// rule.ja: "`total_borrowed` の処理は最初のポーリングで始まり、ドロップされれば、進行中の呼び出しもそこで終わります。タスクは一瞬たりとも残りません。"
#[test]
fn begins_with_the_first_poll_and_ends_with_the_drop() {
    let account = Account::default();
    let borrowed = blobs(&account, &[(5, 31), (70, 19)]);
    let report = program::run(|| async {
        let total = total_borrowed(&borrowed);
        let unpolled = Gauge::new().enter_as("not polled yet");
        sleep(ms(3)).await;
        drop(unpolled);
        let begun = account.calls.total();
        demand(
            begun == 0,
            Diagnosis::EagerStart,
            format!("before the first poll, {begun} calls of `process` had begun"),
            format!("最初のポーリングの前に、`process` の呼び出しが {begun} 個始まっていました"),
        );
        let call = Gauge::new().enter_as("the future");
        let _ = timeout(ms(5), total).await;
        drop(call);
        account.calls.is_idle();
    });
    report.no_task_left();
}

// rule: "The output of the task is what `process` returns, and the task takes as long as one call of it."
// rule.ja: "タスクの出力は `process` の返す値で、所要時間は一回の `process` の時間です。"
// rule: "When the task is over, its share of the blob is given back."
// rule.ja: "タスクが終わると、blob の共有は返されます。"
#[test]
fn task_ends_then_its_share_is_given_back() {
    let account = Account::default();
    let report = program::run(|| async {
        let blob = shared(&account, 900, 53);
        let weak = Arc::downgrade(&blob);
        let len = len(spawn_len(blob)).await;
        is_given_back(&weak);
        len
    });
    expect(report.output, 900, "the length", "長さ");
    expect(
        account.calls.total(),
        1,
        "calls of `process`",
        "`process` の呼び出しの数",
    );
    report.took(ms(53));
    report.no_task_left();
}

// rule: "`spawn_len` starts a task that runs on its own: it finishes even if the handle is dropped, and even if the caller has dropped its share."
// rule.ja: "`spawn_len` が始めるタスクは、誰にも頼りません。ハンドルがドロップされても、呼び出し側が自分の共有を手放していても、最後まで進みます。"
#[test]
fn handle_is_dropped_and_the_task_goes_on() {
    let account = Account::default();
    program::run(|| async {
        drop(spawn_len(shared(&account, 900, 53)));
        sleep(ms(52)).await;
        expect(
            account.calls.now(),
            1,
            "calls in flight",
            "進行中の呼び出しの数",
        );
        sleep(ms(2)).await;
        expect(account.done(), 1, "blobs processed", "処理された blob の数");
    });
}

// rule: "Several tasks may share one blob with each other and with the caller, and all tasks run at the same time, however many they are."
// rule.ja: "ひとつの blob を、複数のタスクどうしや、呼び出し側と共有してもかまいません。タスクは、いくつあっても、すべて同時に進みます。"
#[test]
fn two_tasks_and_the_caller_share_a_blob() {
    let account = Account::default();
    let report = program::run(|| async {
        let blob = shared(&account, 900, 53);
        let one = spawn_len(Arc::clone(&blob));
        let other = spawn_len(Arc::clone(&blob));
        let lens = (len(one).await, len(other).await);
        let weak = Arc::downgrade(&blob);
        drop(blob);
        is_given_back(&weak);
        lens
    });
    expect(report.output, (900, 900), "the lengths", "長さ");
    report.took_not(ms(53), ms(106));
}

// rule: "Several tasks may share one blob with each other and with the caller, and all tasks run at the same time, however many they are."
// rule.ja: "ひとつの blob を、複数のタスクどうしや、呼び出し側と共有してもかまいません。タスクは、いくつあっても、すべて同時に進みます。"
#[test]
fn a_hundred_tasks_run_at_the_same_time() {
    let account = Account::default();
    let report = program::run(|| async {
        let blob = shared(&account, 900, 53);
        let share = || spawn_len(Arc::clone(&blob));
        let shares: Vec<_> = (0..100).map(|_| share()).collect();
        let mut sum = 0;
        for handle in shares {
            sum += len(handle).await;
        }
        sum
    });
    expect(
        report.output,
        90_000,
        "the sum of the lengths",
        "長さの合計",
    );
    account.calls.at_least(100);
    report.took(ms(53));
}

// rule: "Aborting the task through its handle ends the call, and gives the share back."
// rule.ja: "ハンドルからタスクを中止すると、呼び出しは終わり、共有は返されます。"
#[test]
fn aborted_then_the_call_is_over() {
    let account = Account::default();
    let report = program::run(|| async {
        let blob = shared(&account, 900, 53);
        let weak = Arc::downgrade(&blob);
        let task = Gauge::new().enter_as("the task");
        let handle = spawn_len(blob);
        sleep(ms(5)).await;
        handle.abort();
        let _ = handle.await;
        drop(task);
        sleep(ms(1)).await;
        account.calls.is_idle();
        is_given_back(&weak);
    });
    report.no_task_left();
}
