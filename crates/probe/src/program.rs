//! A whole async program on a paused clock.

use std::time::{Duration, Instant};

use tokio::runtime::Builder;

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;
use crate::watchdog;

/// Virtual time after which a program is given up. The paused clock jumps there at once when
/// nothing can run and no nearer timer is set, so nobody waits for it.
const HORIZON: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// What a program did.
#[derive(Debug)]
pub struct Report<T> {
    /// What it returned.
    pub output: T,
    /// Virtual time it took.
    pub elapsed: Duration,
    wall: Duration,
}

/// Runs `program` on a single-threaded tokio runtime whose clock is paused: time moves only when
/// every task waits, and then jumps to the next timer.
///
/// # Panics
///
/// With [`Diagnosis::Deadlock`] where nothing is left that could wake the program, and with
/// whatever the program panics with. A program that blocks its thread ends the process with
/// [`Diagnosis::BlockedExecutor`], one that never yields with [`Diagnosis::EndlessPoll`].
#[track_caller]
pub fn run<F: Future>(program: impl FnOnce() -> F) -> Report<F::Output> {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime without I/O needs nothing from the system");
    let began = Instant::now();
    let (output, elapsed) = watchdog::watch(Diagnosis::BlockedExecutor, || {
        runtime.block_on(async {
            let start = tokio::time::Instant::now();
            let output = tokio::time::timeout(HORIZON, program()).await;
            (output.ok(), start.elapsed())
        })
    });
    let Some(output) = output else {
        Finding::new(Diagnosis::Deadlock)
            .note(
                "the virtual clock ran to its end: no timer, no task, and no waker was left",
                "仮想時計が終わりまで進みました。タイマーもタスクも waker も残っていません",
            )
            .raise();
    };
    Report {
        output,
        elapsed,
        wall: began.elapsed(),
    }
}

impl<T> Report<T> {
    /// Asks that the program took `expected` of virtual time, to the millisecond.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::ReadyTooLate`] where it took longer, with
    /// [`Diagnosis::BlockedExecutor`] where it slept for real instead, and with
    /// [`Diagnosis::ReadyTooEarly`] otherwise.
    #[track_caller]
    pub fn took(&self, expected: Duration) {
        // Timers have the resolution of one millisecond, and round up.
        let tick = Duration::from_millis(1);
        let code = if self.elapsed > expected + tick {
            Diagnosis::ReadyTooLate
        } else if self.elapsed + tick >= expected {
            return;
        } else if self.wall + tick >= expected - self.elapsed {
            Diagnosis::BlockedExecutor
        } else {
            Diagnosis::ReadyTooEarly
        };
        let (elapsed, wall) = (self.elapsed, self.wall);
        Finding::new(code)
            .note(
                format!("virtual time: {elapsed:?}, expected {expected:?}; real time: {wall:?}"),
                format!("仮想時間 {elapsed:?} (期待値 {expected:?})、実時間 {wall:?}"),
            )
            .raise();
    }
}
