//! Notifications that are waited for, and others that go on in the background until the shutdown
//! has waited for them. None is lost.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s09-anti-patterns/forgotten_await.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s09-anti-patterns/forgotten_await.rs"
)]
mod forgotten_await;
mod forgotten_await_scene;

use forgotten_await::{notify_later, shutdown_safely};
use forgotten_await_scene::{after_shutdown, all_at, notified, refuses, sleeper, started};
use probe::{Diagnosis, demand, expect, ms, program};
use s09_anti_patterns::notifier::Notifier;
use tokio::time::{Instant, sleep};
use tokio_util::task::TaskTracker;

// rule: "When `notify_all` returns, every notification has been sent: one for each entry of `users`, in any order, one after the other or at the same time."
// rule.ja: "`notify_all` が戻ったとき、通知はすべて送信済みです。`users` の要素ごとに 1 通で、順序は自由です。ひとつずつ送っても、同時に送ってもかまいません。"
#[test]
fn all_are_sent_on_return() {
    let many: Vec<u32> = (0..500).collect();
    for users in [&[7][..], &[1, 2, 3], &[3, 3, 2, 0], &[], &many] {
        notified(users, all_at(13)).sent_to_all(users);
        notified(users, all_at(0)).sent_to_all(users);
    }
    // The last is the fastest, and the first.
    notified(&[1, 2, 3], |user| (400 / u64::from(user), true)).sent_to_all(&[1, 2, 3]);
    notified(&[3, 2, 1], |user| (400 / u64::from(user), true)).sent_to_all(&[3, 2, 1]);
}

// rule: "A notification that fails does not keep the others from being sent. The output is the number of users who were told."
// rule.ja: "失敗した通知があっても、ほかの通知は送られます。出力は、通知が届いたユーザーの数です。"
#[test]
fn failures_stop_nobody_and_do_not_count() {
    let users = [1, 2, 3, 4, 5];
    for refused in [&[][..], &[1], &[5], &[2, 3], &users] {
        for milliseconds in [20, 0] {
            let seen = notified(&users, refuses(refused, milliseconds));
            seen.sent_to_all(&users);
            seen.counted(users.len() - refused.len());
        }
    }
    notified(&[4, 4, 9], refuses(&[9], 10)).counted(2);
}

// rule: "`notify_later` waits for nobody: it returns at the moment of the call, and the notifications go on by themselves."
// rule.ja: "`notify_later` は誰も待ちません。呼び出した時点で戻り、通知は自分で進みます。"
#[test]
fn later_returns_at_once_and_the_notifications_go_on() {
    started(&[1, 2, 3], all_at(70)).sent_to_all(&[1, 2, 3]);
    started(&[4, 4, 5], refuses(&[4], 20)).sent_to_all(&[4, 4, 5]);
    started(&[], all_at(20)).sent_to_all(&[]);
}

// rule: "`background` knows of every notification that `notify_later` has started: `shutdown_safely` waits for it."
// rule.ja: "`notify_later` が始めた通知は、すべて `background` に把握されています。`shutdown_safely` はそれらを待ちます。"
#[test]
fn shutdown_waits_for_what_was_started() {
    for users in [&[1][..], &[1, 2, 3], &[9, 9]] {
        after_shutdown(users, all_at(53)).sent_to_all(users);
    }
    after_shutdown(&[1, 2, 3], refuses(&[1], 30)).sent_to_all(&[1, 2, 3]);
    // Two calls, one tracker.
    let report = program::run(|| async {
        let (background, notifier) = (TaskTracker::new(), Notifier::new(all_at(91)));
        notify_later(&notifier, &[1], &background).await;
        sleep(ms(40)).await;
        notify_later(&notifier, &[2], &background).await;
        shutdown_safely(background).await;
        notifier.done()
    });
    expect(
        &*report.output,
        &[1, 2][..],
        "users told",
        "通知したユーザー",
    );
    report.took(ms(131));
}

// rule: "`shutdown_safely` returns at the moment when the last task of `background` has ended, also where a task has panicked, or has started another one meanwhile. Where there is none, it returns at once."
// rule.ja: "`shutdown_safely` は、`background` の最後のタスクが終わった時点で戻ります。パニックしたタスクがあっても、途中で別のタスクを始めたタスクがあっても同じです。タスクがなければすぐに戻ります。"
#[test]
fn shutdown_returns_with_the_last_task() {
    for lengths in [
        &[][..],
        &[30],
        &[17, 4_003],
        &[90_001, 1, 17],
        &[17_280_000_000],
    ] {
        let report = program::run(|| async {
            let background = TaskTracker::new();
            for &length in lengths {
                background.spawn(sleep(ms(length)));
            }
            shutdown_safely(background.clone()).await;
            background.len()
        });
        demand(
            report.output == 0,
            Diagnosis::ForgottenTask,
            format!(
                "tasks that had not ended when `shutdown_safely` returned: {}",
                report.output
            ),
            format!(
                "`shutdown_safely` が戻ったとき、{} 個のタスクが終わっていませんでした",
                report.output
            ),
        );
        report.took(ms(lengths.iter().copied().max().unwrap_or(0)));
    }
}

// rule: "`shutdown_safely` returns at the moment when the last task of `background` has ended, also where a task has panicked, or has started another one meanwhile. Where there is none, it returns at once."
// rule.ja: "`shutdown_safely` は、`background` の最後のタスクが終わった時点で戻ります。パニックしたタスクがあっても、途中で別のタスクを始めたタスクがあっても同じです。タスクがなければすぐに戻ります。"
#[test]
fn shutdown_of_a_task_that_starts_another_and_of_one_that_panics() {
    let report = program::run(|| async {
        let background = TaskTracker::new();
        background.spawn(sleeper(background.clone(), 3));
        shutdown_safely(background).await;
    });
    report.took(ms(4 * 20));
    let report = program::run(|| async {
        let background = TaskTracker::new();
        background.spawn(async {
            sleep(ms(10)).await;
            std::panic::resume_unwind(Box::new("a task of the test"));
        });
        background.spawn(sleep(ms(35)));
        shutdown_safely(background).await;
    });
    report.took(ms(35));
}

// rule: "A tracker that has been closed before, or is shut down by two at the same time, makes no difference."
// rule.ja: "トラッカーがすでに閉じられていても、二か所から同時に `shutdown_safely` を呼んでも、違いはありません。"
#[test]
fn closed_before_and_shut_down_twice() {
    let report = program::run(|| async {
        let (background, start) = (TaskTracker::new(), Instant::now());
        background.spawn(sleep(ms(60)));
        background.close();
        let both = async |background| {
            shutdown_safely(background).await;
            start.elapsed()
        };
        tokio::join!(both(background.clone()), both(background.clone()))
    });
    let (first, second) = report.output;
    let (earlier, later) = (first.min(second), first.max(second));
    demand(
        earlier == ms(60),
        Diagnosis::ForgottenTask,
        format!("the task ends after 60 ms; one of the two returned after {earlier:?}"),
        format!("タスクが終わるのは 60 ms 後ですが、片方は {earlier:?} で戻りました"),
    );
    expect(
        later,
        ms(60),
        "when the other returned",
        "もう片方が戻った時刻",
    );
}
