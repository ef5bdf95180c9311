//! Two sides that meet: each instruction of the one is a moment at which the other may come.
//!
//! Where two threads race, a gap of a few instructions is met once in a million times. Here it is
//! met always: one side is stopped at an instruction, the other does all that it has to do, and
//! the first goes on. Every schedule with one switch is tried, and each is one that a machine may
//! take, so that nothing right is ever accused.

mod calls;
mod delays;
mod moment;
mod tour;
mod waiting;

use std::task::Poll;

use crate::finding::Finding;
use crate::race::race_polled_before;
use crate::step::{Stepper, Stop, Then};
use crate::stuck::{Guard, What};
use crate::trace::Muted;
use crate::turns::{Kept, Turns};

pub use calls::meet_at_every_instruction;
pub use delays::over_at_every_instruction;
pub(crate) use moment::{Moment, function};
pub(crate) use tour::Tour;
pub(crate) use waiting::Waiting;

/// Rounds where nobody can step.
const ROUNDS: usize = 1000;

/// Lets a future and the event it waits for meet at every instruction: the event in the middle of
/// a poll, the first one and a later one with a new waker; and a whole poll in the middle of the
/// event. `make` begins anew each time, and returns how to get the future, and the event; `check`
/// looks at the output.
///
/// Where instructions cannot be told apart (elsewhere than on x86-64 Linux, under a debugger, with
/// `KATA_NO_STEPPING=1`), two threads meet in rounds instead.
///
/// # Panics
///
/// With [`RegisterRace`](crate::Diagnosis::RegisterRace) where a poll is `Pending` and no wake
/// follows; with [`LostWake`](crate::Diagnosis::LostWake) where that happens without a race. With whatever `check` or the event
/// panics with. An event or a poll that does not come back ends the process.
///
/// # Examples
///
/// ```
/// use probe::{Child, at_every_instruction};
///
/// at_every_instruction(
///     || {
///         let (child, view) = Child::waiting();
///         (|| child, move || view.finish(7))
///     },
///     |output| assert_eq!(output, 7),
/// );
/// ```
#[track_caller]
pub fn at_every_instruction<F, W, E>(make: impl Fn() -> (W, E), check: fn(F::Output))
where
    F: Future + 'static,
    W: FnOnce() -> F + Send + 'static,
    E: FnOnce() + Send + 'static,
{
    let _muted = Muted::race();
    let Some(stepper) = Stepper::get() else {
        return in_rounds(make, check);
    };
    for before in [0, 1] {
        let event_in_the_poll = Meeting {
            stepper: &stepper,
            guard: Guard::begin(What::Poll),
            turns: Turns::begin(What::Event),
            check,
        };
        if let Err(finding) = event_in_the_poll.event_in_the_poll(before, &make) {
            finding.raise();
        }
        drop(event_in_the_poll);
        let poll_in_the_event = Meeting {
            stepper: &stepper,
            guard: Guard::begin(What::Event),
            turns: Turns::begin(What::Poll),
            check,
        };
        if let Err(finding) = poll_in_the_event.poll_in_the_event(before, &make) {
            finding.raise();
        }
    }
}

/// [`at_every_instruction`] where nobody can step.
#[track_caller]
fn in_rounds<F, W, E>(make: impl Fn() -> (W, E), check: fn(F::Output))
where
    F: Future,
    W: FnOnce() -> F,
    E: FnOnce() + Send + 'static,
{
    for before in [0, 1] {
        let (wait, event) = make();
        let alone = Waiting::begin(wait(), before).and_then(|mut waiting| {
            let first = waiting.poll();
            Guard::begin(What::Event).call(event);
            waiting.end(first, &Moment::After)
        });
        match alone {
            Ok(output) => check(output),
            Err(finding) => finding.raise(),
        }
        let pairs = (0..ROUNDS).map(|_| {
            let (wait, event) = make();
            (wait(), event)
        });
        let outputs = race_polled_before(before, pairs.collect());
        outputs.into_iter().for_each(check);
    }
}

struct Meeting<'a, O> {
    stepper: &'a Stepper,
    /// For the side that is stepped; the other one has its turns.
    guard: Guard,
    turns: Turns,
    check: fn(O),
}

impl<O: 'static> Meeting<'_, O> {
    fn event_in_the_poll<F, W, E>(
        &self,
        before: usize,
        make: &impl Fn() -> (W, E),
    ) -> Result<(), Finding>
    where
        F: Future<Output = O>,
        W: FnOnce() -> F,
        E: FnOnce() + Send + 'static,
    {
        let begin = || {
            let (wait, event) = make();
            self.turns.next(move |_| event());
            Waiting::begin(wait(), before)
        };
        // Before anything is recorded: the first time memory is mapped and caches are filled.
        let mut waiting = begin()?;
        let first = self.guard.call(|| waiting.poll());
        self.turns.take();
        (self.check)(waiting.end(first, &Moment::After)?);

        let mut waiting = begin()?;
        let recorded = || self.stepper.record(|| waiting.poll());
        let (first, path) = self.guard.call(recorded);
        self.turns.take();
        let moment = Moment::InThePoll {
            before,
            at: path.len(),
            of: path.len(),
        };
        (self.check)(waiting.end(first, &moment)?);

        Tour::of(&path).walk(|place| {
            let mut waiting = begin()?;
            let stopped = || self.stepper.stop(place, Then::Turn, || waiting.poll());
            let (first, stop) = self.guard.call(stopped);
            if stop == Stop::Reached {
                self.turns.finish();
            } else {
                self.turns.take();
            }
            let moment = Moment::InThePoll {
                before,
                at: place.number,
                of: path.len(),
            };
            (self.check)(waiting.end(first, &moment)?);
            Ok(stop)
        })
    }

    fn poll_in_the_event<F, W, E>(
        &self,
        before: usize,
        make: &impl Fn() -> (W, E),
    ) -> Result<(), Finding>
    where
        F: Future<Output = O> + 'static,
        W: FnOnce() -> F + Send + 'static,
        E: FnOnce(),
    {
        let begin = || -> Result<E, Finding> {
            let (wait, event) = make();
            // The future is made where it is polled: it need not be `Send`.
            let begun = self.turns.ask(move |kept| {
                let waiting = Waiting::begin(wait(), before)?;
                *kept = Some(Box::new((waiting, Poll::Pending::<O>)));
                Ok(())
            });
            begun?;
            self.turns.next(|kept| {
                let (waiting, first) = Self::kept::<F>(kept);
                *first = waiting.poll();
            });
            Ok(event)
        };
        let check = self.check;
        let end = |moment: Moment| {
            self.turns.ask(move |kept| {
                let (waiting, first) = Self::kept::<F>(kept);
                let first = std::mem::replace(first, Poll::Pending);
                let ended = waiting.end(first, &moment).map(check);
                *kept = None;
                ended
            })
        };
        let event = begin()?;
        self.turns.take();
        self.guard.call(event);
        end(Moment::After)?;

        let event = begin()?;
        let ((), path) = self.guard.call(|| self.stepper.record(event));
        self.turns.take();
        let of = path.len();
        end(Moment::InTheEvent { before, at: of, of })?;

        Tour::of(&path).walk(|place| {
            let event = begin()?;
            let stopped = || self.stepper.stop(place, Then::Turn, event);
            let ((), stop) = self.guard.call(stopped);
            if stop == Stop::Reached {
                self.turns.finish();
            } else {
                self.turns.take();
            }
            let at = place.number;
            end(Moment::InTheEvent { before, at, of })?;
            Ok(stop)
        })
    }

    fn kept<F: Future<Output = O> + 'static>(kept: &mut Kept) -> &mut (Waiting<F>, Poll<O>) {
        kept.as_mut()
            .and_then(|kept| kept.downcast_mut())
            .expect("the future was made in the turn before")
    }
}
