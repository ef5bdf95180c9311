//! Futures that take their time, ticks that are written down, and an end before the end.

use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use probe::{Child, Diagnosis, Finding, Gauge, demand, ms, program};
use tokio::time::{Instant, Sleep, sleep, timeout};

use crate::pin_in_loop::until_done;

/// The moments of the ticks, in milliseconds.
pub struct Ticks {
    began: Instant,
    moments: Rc<RefCell<Vec<u64>>>,
}

impl Ticks {
    pub fn begin() -> Ticks {
        Ticks {
            began: Instant::now(),
            moments: Rc::default(),
        }
    }

    /// What an answer is to call. It borrows, and belongs to this thread.
    pub fn write(&self) -> impl FnMut() + '_ {
        || {
            tick();
            let now = self.began.elapsed().as_millis();
            self.moments.borrow_mut().push(now as u64);
        }
    }

    pub fn moments(&self) -> Vec<u64> {
        self.moments.borrow().clone()
    }
}

/// A tick takes no time.
fn tick() {
    drop(Gauge::new().enter_as("tick"));
}

/// A timer that an answer cannot move, whatever it does with the future around it: what a moved one
/// would do is up to chance.
fn boxed_sleep(milliseconds: u64) -> Pin<Box<Sleep>> {
    Box::pin(sleep(ms(milliseconds)))
}

/// A future that begins with its first poll, and takes so long from there.
pub async fn works_for<T>(milliseconds: u64, output: T) -> T {
    let _call = Gauge::new().enter_as("the future");
    if milliseconds > 0 {
        boxed_sleep(milliseconds).await;
    }
    output
}

/// A future that wakes its task every so often, and is done when `length` milliseconds have passed.
pub async fn chatty(every: u64, length: u64) {
    let _call = Gauge::new().enter_as("the future");
    let end = Instant::now() + ms(length);
    let mut whole = boxed_sleep(length);
    let mut nap = boxed_sleep(every);
    poll_fn(|cx| {
        if nap.as_mut().poll(cx).is_ready() && Instant::now() < end {
            nap.as_mut().reset(Instant::now() + ms(every));
            // Registers anew.
            let _ = nap.as_mut().poll(cx);
        }
        whole.as_mut().poll(cx)
    })
    .await;
}

#[track_caller]
pub fn at_most_polls(polls: usize, bound: usize) {
    demand(
        polls <= bound,
        Diagnosis::BusyPoll,
        format!("in 900 ms, with a tick every 250 ms, the future was polled {polls} times"),
        format!("250 ms ごとのティックで 900 ms の間に、Future が {polls} 回ポーリングされました"),
    );
}

/// Waits for a future of 300 ms, with a tick each 50 ms, for `limit` at most; asks that nothing
/// goes on after that: no task a moment later, and no tick in a second.
#[track_caller]
pub fn dropped_at(limit: Duration) {
    for later in [1, 1000] {
        nothing_goes_on(limit, ms(later));
    }
}

#[track_caller]
fn nothing_goes_on(limit: Duration, later: Duration) {
    let (child, view) = Child::<()>::waiting();
    let ticks = Rc::new(RefCell::new(0));
    let report = program::run(|| async {
        let count = Rc::clone(&ticks);
        let on_tick = move || {
            tick();
            *count.borrow_mut() += 1;
        };
        let call = Gauge::new().enter_as("`until_done`");
        let waiting = async {
            let _call = call;
            until_done(child, ms(50), on_tick).await;
        };
        let finish = async {
            sleep(ms(300)).await;
            view.finish(());
            std::future::pending::<()>().await;
        };
        tokio::select! {
            _ = timeout(limit, waiting) => {}
            () = finish => {}
        }
        let before = *ticks.borrow();
        sleep(later).await;
        *ticks.borrow() - before
    });
    let more = report.output;
    demand(
        more == 0,
        Diagnosis::WorksAfterDrop,
        format!("{more} ticks came after the end, or after the drop"),
        format!("終わった後、またはドロップされた後に、ティックが {more} 回来ました"),
    );
    report.no_task_left();
    if !view.is_dropped() {
        Finding::new(Diagnosis::LeakedMemory)
            .note(
                format!("given up after {limit:?}: the future was never dropped"),
                format!("{limit:?} で打ち切られた後も、Future がドロップされていません"),
            )
            .raise();
    }
}
