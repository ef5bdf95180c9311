//! Two calls that meet.

use std::convert::Infallible;
use std::future::poll_fn;
use std::task::{Context, Poll};

use super::ROUNDS;
use super::tour::Tour;
use crate::race::race_in_rounds;
use crate::step::{Stepper, Stop, Then};
use crate::stuck::{Guard, What};
use crate::trace::Muted;
use crate::turns::Turns;

/// Places tried of a call, where the test has its own look at what came of each.
const MOST_OF_CALLS: usize = 120;

/// Lets two calls meet: the second one in the middle of the first, at every instruction, and the
/// first one in the middle of the second. `make` begins anew each time, and returns both, and what
/// is asked when both are over.
///
/// Where instructions cannot be told apart, two threads meet in rounds instead.
///
/// # Panics
///
/// With whatever one of the three panics with. A call that does not come back ends the process.
///
/// # Examples
///
/// ```
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicU32, Ordering};
///
/// probe::meet_at_every_instruction(|| {
///     let count = Arc::new(AtomicU32::new(0));
///     let [one, other] = [1, 2].map(|n| {
///         let count = Arc::clone(&count);
///         move || drop(count.fetch_add(n, Ordering::Relaxed))
///     });
///     (one, other, move || assert_eq!(count.load(Ordering::Relaxed), 3))
/// });
/// ```
#[track_caller]
pub fn meet_at_every_instruction<A, B, C>(make: impl Fn() -> (A, B, C))
where
    A: FnOnce() + Send + 'static,
    B: FnOnce() + Send + 'static,
    C: FnOnce(),
{
    let _muted = Muted::race();
    let Some(stepper) = Stepper::get() else {
        let (calls, asked): (Vec<_>, Vec<_>) = (0..ROUNDS)
            .map(|_| {
                let (one, other, asked) = make();
                let mut one = Some(one);
                let call = move |_: &mut Context<'_>| Poll::Ready(one.take().map(|one| one()));
                ((poll_fn(call), other), asked)
            })
            .unzip();
        race_in_rounds(calls);
        return asked.into_iter().for_each(|asked| asked());
    };
    let guard = Guard::begin(What::Call);
    let turns = Turns::begin(What::Call);
    let meeting = Calls {
        stepper: &stepper,
        guard,
        turns,
    };
    meeting.other_in_the_first(&make);
    meeting.other_in_the_first(&|| {
        let (one, other, asked) = make();
        (other, one, asked)
    });
}

struct Calls<'a> {
    stepper: &'a Stepper,
    guard: Guard,
    turns: Turns,
}

impl Calls<'_> {
    fn other_in_the_first<A, B, C>(&self, make: &impl Fn() -> (A, B, C))
    where
        A: FnOnce(),
        B: FnOnce() + Send + 'static,
        C: FnOnce(),
    {
        let begin = || {
            let (first, other, asked) = make();
            self.turns.next(move |_| other());
            (first, asked)
        };
        let (first, asked) = begin();
        self.guard.call(first);
        self.turns.take();
        asked();

        let (first, asked) = begin();
        let ((), path) = self.guard.call(|| self.stepper.record(first));
        self.turns.take();
        asked();

        let tour = Tour::of_at_most(MOST_OF_CALLS, &path);
        let walked: Result<(), Infallible> = tour.walk(|place| {
            let (first, asked) = begin();
            let stopped = || self.stepper.stop(place, Then::Turn, first);
            let ((), stop) = self.guard.call(stopped);
            if stop == Stop::Reached {
                self.turns.finish();
            } else {
                self.turns.take();
            }
            asked();
            Ok(stop)
        });
        let Ok(()) = walked;
    }
}
