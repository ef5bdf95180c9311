//! Pieces of work that take their time and may fail, and a laboratory that watches them.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use probe::trace::Subject;
use tokio::time::{Instant, sleep};

/// How a piece ends: with its number, as a success or as an error.
pub type End = Result<usize, usize>;

/// What is to be observed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// `join!`: all of them, to their ends.
    Join,
    /// `try_join!`: all of them, or the first error.
    TryJoin,
    /// `select!`: whichever ends first.
    Select,
    /// `select!` with the pattern `Ok(…)`: the first success.
    SelectOk,
    /// `select!` by `&mut`: whichever ends first, and then the others.
    SelectMut,
    /// `join_all`: all of them, however many there are.
    JoinAll,
    /// `try_join_all`: all of them, however many there are, or the first error.
    TryJoinAll,
    /// `FuturesUnordered`: each as it ends.
    Unordered,
    /// `try_join!` over the handles of spawned tasks: all of them, or the first error.
    Spawned,
}

/// What was observed. [`Lab::report`] makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The ends that the combinator has handed out, in its order.
    pub results: Vec<End>,
    /// The pieces that had been dropped before their end when the report was made.
    pub dropped: Vec<usize>,
}

/// Watches its pieces.
#[derive(Clone, Debug)]
pub struct Lab(Arc<Mutex<Vec<Record>>>);

/// What became of a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// When it was polled first.
    pub begun: Option<Instant>,
    /// It came to its end.
    pub is_done: bool,
    /// It was dropped before its end.
    pub is_dropped: bool,
}

impl Lab {
    /// What was observed up to now: these results, and who has been dropped so far.
    pub fn report(&self, results: Vec<End>) -> Report {
        let records = self.records();
        let dropped = (0..records.len()).filter(|number| records[*number].is_dropped);
        Report {
            results,
            dropped: dropped.collect(),
        }
    }

    /// A laboratory, and pieces that take so many milliseconds each, and succeed or fail. For tests.
    pub fn new(plan: &[(u64, bool)]) -> (Lab, Vec<Piece>) {
        let lab = Lab(Arc::new(Mutex::new(vec![Record::default(); plan.len()])));
        let piece = |(number, &(time, succeeds))| {
            let ends = if succeeds { "ok" } else { "err" };
            let shown = Subject::named("call", &format_args!("piece {number}, {ends}"));
            shown.record("made");
            Piece {
                work: Box::pin(work(lab.clone(), number, time, succeeds)),
                number,
                lab: lab.clone(),
                shown,
            }
        };
        let pieces = plan.iter().enumerate().map(piece).collect();
        (lab, pieces)
    }

    /// What became of each piece so far. For tests.
    pub fn records(&self) -> Vec<Record> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Record>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// In two steps: a piece that nobody polls does not begin the second one.
async fn work(lab: Lab, number: usize, time: u64, succeeds: bool) -> End {
    lab.lock()[number].begun = Some(Instant::now());
    let [all, half] = [time, time / 2].map(Duration::from_millis);
    sleep(half).await;
    sleep(all - half).await;
    lab.lock()[number].is_done = true;
    if succeeds { Ok(number) } else { Err(number) }
}

/// A piece of work. It is `Unpin`, `Send`, and owns all that it needs.
pub struct Piece {
    work: Pin<Box<dyn Future<Output = End> + Send>>,
    number: usize,
    lab: Lab,
    shown: Subject,
}

impl Future for Piece {
    type Output = End;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<End> {
        if self.lab.lock()[self.number].begun.is_none() {
            self.shown.record("begins");
        }
        let end = self.work.as_mut().poll(context);
        if end.is_ready() {
            self.shown.record("ends");
        }
        end
    }
}

impl Drop for Piece {
    fn drop(&mut self) {
        let record = &mut self.lab.lock()[self.number];
        record.is_dropped = !record.is_done;
        if record.is_dropped {
            self.shown.record("dropped");
        }
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "piece {}", self.number)
    }
}

/// Three pieces by name, for the macros.
///
/// # Panics
///
/// There are more, or fewer.
#[track_caller]
pub fn three(pieces: Vec<Piece>) -> [Piece; 3] {
    pieces.try_into().expect("three pieces")
}
