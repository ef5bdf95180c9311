//! Tasks that write down what they hear, and what is asked of them.

pub mod held;
pub mod last;
pub mod many;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use probe::trace::{Call, call};
use probe::{Diagnosis, Finding, demand, expect, ms, panics, program};
use tokio::time::{Instant, sleep, sleep_until, timeout};
use tokio_util::sync::CancellationToken;

use crate::cancel_tree::Scope;

/// What has not happened after it does not happen.
const LONG: Duration = Duration::from_secs(60 * 60);

/// What the panic of a task says.
const PANIC: &str = "the task broke down";

/// What became of a task, in milliseconds since the beginning.
#[derive(Clone, Copy, Debug, Default)]
struct Task {
    began: Option<u64>,
    heard: Option<u64>,
    ended: Option<u64>,
    dropped: Option<u64>,
}

/// All tasks of a test, by their names.
#[derive(Clone)]
pub struct Stage {
    start: Instant,
    tasks: Arc<Mutex<BTreeMap<&'static str, Task>>>,
}

struct Dropped(Stage, &'static str, Option<Call>);

impl Drop for Dropped {
    fn drop(&mut self) {
        let now = self.0.now();
        self.0.change(self.1, |task| task.dropped = Some(now));
    }
}

impl Dropped {
    fn ends(&mut self) {
        if let Some(call) = self.2.take() {
            call.ends();
        }
    }

    fn goes_on(&mut self, with: impl Display) {
        self.ends();
        self.2 = Some(call(with));
    }
}

/// Runs a script; a panic that comes out of it is one of its tasks'.
#[track_caller]
pub fn play<T>(script: impl AsyncFnOnce(&Stage) -> T) -> T {
    let report = panics::caught(|| {
        program::run(|| async {
            let stage = Stage {
                start: Instant::now(),
                tasks: Arc::default(),
            };
            script(&stage).await
        })
    });
    match report {
        Ok(report) => report.output,
        Err(message) if message.contains(PANIC) => Finding::new(Diagnosis::PanicSpreads)
            .note(
                "a task panicked, and the scope with it",
                "タスクのパニックで、スコープもパニックしました",
            )
            .raise(),
        Err(message) => panic!("{message}"),
    }
}

impl Stage {
    fn lock(&self) -> MutexGuard<'_, BTreeMap<&'static str, Task>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, name: &'static str, change: impl FnOnce(&mut Task)) {
        change(self.lock().entry(name).or_default());
    }

    fn task(&self, name: &str) -> Task {
        self.lock().get(name).copied().unwrap_or_default()
    }

    pub fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).expect("no test lasts that long")
    }

    /// Waits until so many milliseconds have passed since the beginning.
    pub async fn at(&self, milliseconds: u64) {
        sleep_until(self.start + ms(milliseconds)).await;
    }

    /// Spawns a task that waits for the cancel, and then takes so long to clean up.
    pub fn spawn(&self, scope: &Scope, name: &'static str, cleanup: u64) {
        let stage = self.clone();
        scope.spawn(async move |token: CancellationToken| {
            let mut shown = stage.begin(name);
            token.cancelled().await;
            stage.change(name, |task| task.heard = Some(stage.now()));
            if cleanup > 0 {
                shown.goes_on(format_args!("{name} cleans up"));
                sleep(ms(cleanup)).await;
            }
            shown.ends();
            stage.change(name, |task| task.ended = Some(stage.now()));
        });
    }

    /// Spawns a task that does not look at the token, and takes so long.
    pub fn spawn_deaf(&self, scope: &Scope, name: &'static str, takes: u64) {
        let stage = self.clone();
        scope.spawn(async move |_: CancellationToken| {
            let mut shown = stage.begin(name);
            sleep(ms(takes)).await;
            shown.ends();
            stage.change(name, |task| task.ended = Some(stage.now()));
        });
    }

    /// Spawns a task that panics when it hears of the cancel, or after so many milliseconds.
    pub fn spawn_broken(&self, scope: &Scope, name: &'static str, after: u64) {
        let stage = self.clone();
        scope.spawn(async move |token: CancellationToken| {
            let _dropped = stage.begin(name);
            let _ = timeout(ms(after), token.cancelled()).await;
            panic!("{PANIC}");
        });
    }

    fn begin(&self, name: &'static str) -> Dropped {
        let now = self.now();
        self.change(name, |task| task.began = Some(now));
        Dropped(self.clone(), name, Some(call(name)))
    }

    /// Cancels the scope, and asks that all of `tasks`, and nobody else, is waited for until `over`.
    pub async fn cancel(&self, scope: &Scope, tasks: &[&'static str], over: u64) -> usize {
        let call = call("cancel_and_wait");
        let (told, end) = (self.now(), timeout(LONG, scope.cancel_and_wait()).await);
        match end.is_ok() {
            true => call.ends(),
            false => call.goes_on(),
        }
        let at = self.now();
        let left = tasks
            .iter()
            .filter(|name| self.task(name).dropped.is_none());
        let left: Vec<_> = left.collect();
        let Ok(panics) = end else {
            Finding::new(Diagnosis::Deadlock)
                .note(
                    format!(
                        "cancelled at {told} ms; an hour later `cancel_and_wait` still waits; \
                         tasks of the scope and below: {tasks:?}, of these not ended: {left:?}"
                    ),
                    format!(
                        "{told} ms にキャンセルしましたが、`cancel_and_wait` は 1 時間後も待っています。\
                         スコープとその下のタスクは {tasks:?}、そのうち終わっていないものは {left:?} です"
                    ),
                )
                .raise()
        };
        demand(
            left.is_empty(),
            Diagnosis::UnawaitedAbort,
            format!(
                "`cancel_and_wait` returned at {at} ms, and these tasks had not ended: {left:?}"
            ),
            format!(
                "`cancel_and_wait` は {at} ms に戻りましたが、終わっていないタスクがあります: {left:?}"
            ),
        );
        for name in tasks {
            self.was_not_cut_off(name);
        }
        demand(
            at <= over,
            Diagnosis::ReadyTooLate,
            format!("the last task ended at {over} ms; `cancel_and_wait` returned at {at} ms"),
            format!("最後のタスクは {over} ms に終わり、`cancel_and_wait` は {at} ms に戻りました"),
        );
        panics
    }

    /// Asks that a task which has begun to clean up, or was to, came to its end.
    #[track_caller]
    fn was_not_cut_off(&self, name: &str) {
        let task = self.task(name);
        demand(
            task.ended.is_some() || task.dropped.is_none() || name.starts_with("broken"),
            Diagnosis::LostCleanup,
            format!("task `{name}` was dropped before it had cleaned up: {task:?}"),
            format!("タスク `{name}` は後始末が終わる前にドロップされました: {task:?}"),
        );
    }

    /// Asks that these tasks heard of a cancel at that moment.
    #[track_caller]
    pub fn heard(&self, names: &[&str], at: u64) {
        for name in names {
            self.was_not_cut_off(name);
            let heard = self.task(name).heard;
            demand(
                heard == Some(at),
                Diagnosis::ReadyTooLate,
                format!("cancelled at {at} ms; the token of `{name}` told it so at {heard:?} ms"),
                format!(
                    "{at} ms にキャンセルされ、`{name}` のトークンが伝えたのは {heard:?} ms です"
                ),
            );
        }
    }

    /// Asks that these tasks go on, and have heard nothing.
    #[track_caller]
    pub fn untouched(&self, names: &[&str]) {
        for name in names {
            let task = self.task(name);
            demand(
                task.heard.is_none() && task.dropped.is_none(),
                Diagnosis::StrayCancel,
                format!("nobody cancelled the scope of `{name}`: {task:?}"),
                format!("`{name}` のスコープは誰もキャンセルしていません: {task:?}"),
            );
        }
    }

    /// Asks that these tasks began at that moment; `code` is the diagnosis where they did not.
    #[track_caller]
    pub fn began(&self, names: &[&str], at: u64, code: Diagnosis) {
        for name in names {
            let began = self.task(name).began;
            demand(
                began == Some(at),
                code,
                format!("`{name}` was spawned at {at} ms; it began at {began:?} ms"),
                format!("`{name}` は {at} ms に spawn され、始まったのは {began:?} ms です"),
            );
        }
    }
}

/// Asks for so many panics.
#[track_caller]
pub fn panicked(seen: usize, asked: usize) {
    let code = match seen < asked {
        true => Diagnosis::SwallowedPanic,
        false => Diagnosis::WrongResult,
    };
    demand(
        seen == asked,
        code,
        format!("tasks that panicked: {asked}; `cancel_and_wait` returned {seen}"),
        format!("パニックしたタスクは {asked} 個、`cancel_and_wait` の戻り値は {seen} です"),
    );
}

// Scopes of a tree, in both languages.
pub const SCOPE: [&str; 2] = ["the scope", "スコープ"];
pub const PARENT: [&str; 2] = ["the parent", "親"];
pub const SIBLING: [&str; 2] = ["the sibling", "隣のスコープ"];
pub const GRANDCHILD: [&str; 2] = ["the grandchild", "孫"];
pub const NEW_CHILD: [&str; 2] = [
    "a child of a cancelled scope",
    "キャンセル済みのスコープの子",
];

/// Asks whether a scope is cancelled; where it is and should not be, the cancel went astray.
#[track_caller]
pub fn cancelled(scope: &Scope, asked: bool, [en, ja]: [&str; 2]) {
    let is_cancelled = scope.is_cancelled();
    demand(
        asked || !is_cancelled,
        Diagnosis::StrayCancel,
        format!("{en} is cancelled, and nobody cancelled it or a scope above"),
        format!("{ja}がキャンセルされていますが、これも、その上も、誰もキャンセルしていません"),
    );
    expect(
        is_cancelled,
        asked,
        &format!("{en} is cancelled"),
        &format!("{ja}がキャンセル済みか"),
    );
}
