//! Workers at their work, and whoever tells them to stop.

pub mod seen;
pub mod works;

use std::time::Duration;

use probe::trace::{call, moment};
use probe::{Diagnosis, Finding, demand, ms, panics, program};
use seen::Seen;
use tokio::sync::watch::{self, Sender};
use tokio::time::{Instant, sleep_until, timeout};
use works::{Item, Works};

use crate::graceful_shutdown::run_workers;

/// Workers that have not stopped after it do not stop.
const LONG: Duration = Duration::from_secs(120);

pub const LONG_GRACE: Duration = Duration::from_secs(100);

/// How the shutdown is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The value becomes `true`.
    True,
    /// The last sender is dropped.
    Gone,
    /// The value becomes `true`, and the sender is dropped at once.
    TrueAndGone,
}

pub const SIGNALS: [Signal; 3] = [Signal::True, Signal::Gone, Signal::TrueAndGone];

impl Signal {
    /// What the signal was, in both languages.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Signal::True => ("the value became `true`", "値が `true` になりました"),
            Signal::Gone => (
                "the last sender was dropped, the value being `false`",
                "値は `false` のまま、最後の sender がドロップされました",
            ),
            Signal::TrueAndGone => (
                "the value became `true`, and the last sender was dropped",
                "値が `true` になり、最後の sender がドロップされました",
            ),
        }
    }

    fn give(self, sender: &mut Option<Sender<bool>>) {
        if self != Signal::Gone
            && let Some(sender) = sender
        {
            sender.send_replace(true);
        }
        if self != Signal::True {
            *sender = None;
        }
    }
}

/// A scene: so many workers, what they do, and when they are told to stop.
pub struct Scene {
    pub n: usize,
    pub signal: Signal,
    pub at: u64,
    pub grace: Duration,
    /// Moments at which `false` is sent.
    pub falses: &'static [u64],
}

impl Scene {
    pub fn new(n: usize, at: u64) -> Scene {
        Scene {
            n,
            signal: Signal::True,
            at,
            grace: LONG_GRACE,
            falses: &[],
        }
    }

    /// Runs the answer. A panic that comes out of it is one of its workers'.
    #[track_caller]
    pub fn play_though_it_panics(
        &self,
        plan: impl Fn(usize, usize) -> Item + Send + Sync + 'static,
    ) -> Seen {
        match panics::caught(|| self.play(plan)) {
            Ok(seen) => seen,
            Err(message) if message.contains(works::PANIC) => Finding::new(Diagnosis::PanicSpreads)
                .note(
                    "a worker panicked, and `run_workers` with it",
                    "ワーカーのパニックで、`run_workers` もパニックしました",
                )
                .raise(),
            Err(message) => panic!("{message}"),
        }
    }

    /// Runs the answer.
    #[track_caller]
    pub fn play(&self, plan: impl Fn(usize, usize) -> Item + Send + Sync + 'static) -> Seen {
        let report = program::run(|| async {
            let (sender, first) = watch::channel(false);
            let mut sender = Some(sender);
            let mut receiver = first.clone();
            if self.at == 0 {
                if let (true, Some(sender)) = (self.signal != Signal::Gone, &sender) {
                    sender.send_replace(true);
                    // Whoever subscribes now takes the value for seen.
                    receiver = sender.subscribe();
                }
                if self.signal != Signal::True {
                    sender = None;
                }
            }
            let began = Instant::now();
            let works = Works::new(began, plan);
            let run = {
                let works = works.clone();
                run_workers(
                    self.n,
                    move |worker| works.work(worker),
                    receiver,
                    self.grace,
                )
            };
            let run = async {
                let call = call("run_workers");
                let end = timeout(LONG, run).await;
                match end.is_ok() {
                    true => call.ends(),
                    false => call.goes_on(),
                }
                (end.ok().map(|report| (report, works.now())), works.busy())
            };
            let tell = async {
                for at in self.falses {
                    sleep_until(began + ms(*at)).await;
                    if let Some(sender) = &sender {
                        moment("`false` is sent");
                        sender.send_replace(false);
                    }
                }
                sleep_until(began + ms(self.at)).await;
                moment("shutdown");
                if self.at > 0 {
                    self.signal.give(&mut sender);
                }
                sender
            };
            let ((end, busy), sender) = tokio::join!(run, tell);
            (end, busy, works, sender)
        });
        if report.output.0.is_some() {
            report.no_task_left();
        }
        let (end, busy, works, _) = report.output;
        Seen {
            works,
            end,
            busy,
            told: self.at,
            n: self.n,
            signal: self.signal,
        }
    }
}

/// Drops the answer at that moment.
#[track_caller]
pub fn given_up(at: u64) {
    let report = program::run(|| async {
        let (sender, receiver) = watch::channel(false);
        let works = Works::new(Instant::now(), |_, _| Item::Takes(100));
        let run = {
            let works = works.clone();
            run_workers(3, move |worker| works.work(worker), receiver, LONG_GRACE)
        };
        let call = call("run_workers");
        if timeout(ms(at), run).await.is_ok() {
            call.ends();
        } else {
            drop(call);
        }
        tokio::time::sleep(ms(1)).await;
        // A sender that lives: nobody stops for want of one.
        (works.busy(), works, sender)
    });
    let busy = report.output.0;
    demand(
        busy == 0,
        Diagnosis::WorksAfterDrop,
        format!("dropped at {at} ms; 1 ms later {busy} items are in progress"),
        format!("{at} ms にドロップされましたが、1 ms 後も {busy} 個の処理が続いています"),
    );
    report.no_task_left();
}
