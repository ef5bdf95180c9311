//! Plans for a notifier, and what became of the notifications.

use std::time::Duration;

use futures::future::BoxFuture;
use probe::trace::call;
use probe::{Diagnosis, Finding, demand, expect, ms, program};
use s09_anti_patterns::notifier::Notifier;
use tokio::time::{Instant, sleep, timeout};
use tokio_util::task::TaskTracker;

use crate::forgotten_await::{notify_all, notify_later, shutdown_safely};

/// Who still waits then waits for nobody.
const LONG: Duration = Duration::from_secs(3600);

/// Everybody is told, after so many milliseconds.
pub fn all_at(milliseconds: u64) -> impl Fn(u32) -> (u64, bool) + Send + Sync + 'static {
    move |_| (milliseconds, true)
}

/// The same, except that these cannot be told.
pub fn refuses(
    users: &[u32],
    milliseconds: u64,
) -> impl Fn(u32) -> (u64, bool) + Send + Sync + 'static {
    let users = users.to_vec();
    move |user| (milliseconds, !users.contains(&user))
}

/// What had become of the notifications when the answer returned, and long after.
pub struct Seen {
    notifier: Notifier,
    output: Option<usize>,
    /// For whom it was over, and how many were on their way.
    done: Vec<u32>,
    in_flight: usize,
}

impl Seen {
    fn now(notifier: &Notifier, output: Option<usize>) -> Seen {
        Seen {
            notifier: notifier.clone(),
            output,
            done: notifier.done(),
            in_flight: notifier.in_flight(),
        }
    }

    /// Asks that a notification had been sent to each of these users by then.
    #[track_caller]
    pub fn sent_to_all(&self, users: &[u32]) {
        let mut asked = users.to_vec();
        asked.sort_unstable();
        let (done, due) = (self.done.len(), asked.len());
        if done >= due {
            expect(&self.done, &asked, "users notified", "通知したユーザー");
            return;
        }
        let (made, unpolled) = self.notifier.made_and_unpolled();
        let later = self.notifier.done().len() - done;
        let finding = if unpolled > 0 {
            Finding::new(Diagnosis::UnpolledFuture).note(
                format!("futures of `send` made: {made}; dropped without a poll: {unpolled}"),
                format!("作られた `send` の Future は {made} 個、うち一度もポーリングされずにドロップされたのは {unpolled} 個です"),
            )
        } else if later > 0 || self.in_flight > 0 {
            Finding::new(Diagnosis::ForgottenTask).note(
                format!(
                    "notifications that were still to be sent then: {}; sent later: {later}",
                    due - done
                ),
                format!(
                    "その時点で未送信の通知は {} 通、後になって送られたのは {later} 通です",
                    due - done
                ),
            )
        } else {
            Finding::new(Diagnosis::LostMessage).note(
                format!("notifications due: {due}; sent: {done}, of {made} that were made"),
                format!("送るべき通知は {due} 通、送られたのは {done} 通です (作られた Future は {made} 個)"),
            )
        };
        finding.raise();
    }

    /// Asks for the number of users who were told.
    #[track_caller]
    pub fn counted(&self, told: usize) {
        let (output, done) = (self.output.unwrap_or(0), self.done.len());
        demand(
            output <= told,
            Diagnosis::SwallowedError,
            format!("{told} of {done} users were told; the output is {output}"),
            format!("{done} 人のうち通知が届いたのは {told} 人ですが、出力は {output} です"),
        );
        expect(
            output,
            told,
            "users who were told",
            "通知が届いたユーザーの数",
        );
    }
}

/// Calls `notify_all`.
#[track_caller]
pub fn notified(users: &[u32], plan: impl Fn(u32) -> (u64, bool) + Send + Sync + 'static) -> Seen {
    let notifier = Notifier::new(plan);
    let report = program::run(|| async {
        let call = call("notify_all");
        let output = notify_all(&notifier, users).await;
        call.ends();
        Seen::now(&notifier, Some(output))
    });
    report.output
}

/// Calls `notify_later`, asks that it returns at once, and looks a minute later.
#[track_caller]
pub fn started(users: &[u32], plan: impl Fn(u32) -> (u64, bool) + Send + Sync + 'static) -> Seen {
    let notifier = Notifier::new(plan);
    let report = program::run(|| async {
        let (background, start) = (TaskTracker::new(), Instant::now());
        let call = call("notify_later");
        notify_later(&notifier, users, &background).await;
        call.ends();
        let took = start.elapsed();
        sleep(ms(60_000)).await;
        (took, Seen::now(&notifier, None))
    });
    let (took, seen) = report.output;
    demand(
        took.is_zero(),
        Diagnosis::ReadyTooLate,
        format!("`notify_later` returned {took:?} after it was called"),
        format!("`notify_later` は、呼び出しから {took:?} 後に戻りました"),
    );
    seen
}

/// Calls `notify_later`, and `shutdown_safely` at once.
#[track_caller]
pub fn after_shutdown(
    users: &[u32],
    plan: impl Fn(u32) -> (u64, bool) + Send + Sync + 'static,
) -> Seen {
    let notifier = Notifier::new(plan);
    let report = program::run(|| async {
        let background = TaskTracker::new();
        let later = call("notify_later");
        notify_later(&notifier, users, &background).await;
        later.ends();
        let tracker = background.clone();
        let call = call("shutdown_safely");
        let end = timeout(LONG, shutdown_safely(background)).await;
        match end.is_ok() {
            true => call.ends(),
            false => call.goes_on(),
        }
        let waits = end.is_err().then(|| (tracker.len(), tracker.is_closed()));
        (waits, Seen::now(&notifier, None))
    });
    let (waits, seen) = report.output;
    if let Some((left, is_closed)) = waits {
        Finding::new(Diagnosis::Deadlock)
            .note(
                format!(
                    "an hour later `shutdown_safely` still waits; tasks that have not ended: \
                     {left}; `background.is_closed()` is `{is_closed}`"
                ),
                format!(
                    "`shutdown_safely` は 1 時間後も待っています。終わっていないタスクは {left} 個、\
                     `background.is_closed()` は `{is_closed}` です"
                ),
            )
            .raise()
    }
    seen
}

/// A task that sleeps 20 ms, and starts another one like it before it ends, so many times.
pub fn sleeper(background: TaskTracker, more: usize) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        sleep(ms(20)).await;
        if more > 0 {
            background.spawn(sleeper(background.clone(), more - 1));
        }
    })
}
