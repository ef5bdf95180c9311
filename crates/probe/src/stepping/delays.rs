//! A delay, and the time that goes by.

use std::hint::spin_loop;
use std::time::{Duration, Instant};

use super::moment::Moment;
use super::tour::Tour;
use super::waiting::Waiting;
use crate::finding::Finding;
use crate::step::{self, Stepper, Stop, Then};
use crate::stuck::{Guard, What};
use crate::trace::Muted;

/// Places tried of a poll, each of which takes as long as a delay.
const MOST_SLOW: usize = 48;

/// A delay that has been polled once before its time is over, and one that is never over.
const LASTS: Duration = Duration::from_micros(600);
const LONG: Duration = Duration::from_secs(600);
const LONGEST_TO_LAST: Duration = Duration::from_millis(16);

/// What whoever watches the clock may take to act when the time is over.
const TURN_OF_THE_CLOCK: Duration = Duration::from_micros(300);

const ROUNDS_OF_DELAYS: u64 = 60;

/// Lets the time of a delay be over at every instruction of a poll: of the first one, and of a
/// later one with a new waker. `make` is asked for delays of less than a millisecond, and for
/// longer ones on a busy machine; their time may begin at once, or with the first poll. `check`
/// looks at the output.
///
/// Where instructions cannot be told apart, the polls come at moments around the end.
///
/// # Panics
///
/// As [`at_every_instruction`](crate::at_every_instruction).
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// probe::over_at_every_instruction(|_: Duration| std::future::ready(7), |n| assert_eq!(n, 7));
/// ```
#[track_caller]
pub fn over_at_every_instruction<F: Future>(make: impl Fn(Duration) -> F, check: fn(F::Output)) {
    let delays = Delays {
        make,
        check,
        guard: Guard::begin(What::Poll),
    };
    let _muted = Muted::race();
    let stepper = Stepper::get();
    for before in [0, 1] {
        let found = match &stepper {
            Some(stepper) => delays.over_in_the_poll(before, stepper),
            None => delays.over_in_rounds(before),
        };
        if let Err(finding) = found {
            finding.raise();
        }
    }
}

struct Delays<M, O> {
    make: M,
    check: fn(O),
    guard: Guard,
}

impl<F: Future, M: Fn(Duration) -> F> Delays<M, F::Output> {
    fn over_in_the_poll(&self, before: usize, stepper: &Stepper) -> Result<(), Finding> {
        let Ok(mut waiting) = Waiting::begin((self.make)(LASTS), before) else {
            // A machine that is too busy, or a delay that is too short: not the matter here.
            return Ok(());
        };
        let first = self.guard.call(|| waiting.poll());
        (self.check)(waiting.end(first, &Moment::After)?);

        let Ok(mut waiting) = Waiting::begin((self.make)(LONG), before) else {
            return Ok(());
        };
        let (_, path) = self.guard.call(|| stepper.record(|| waiting.poll()));
        drop(waiting);

        // On a busy machine a delay is over before it has been polled, and whoever watches the
        // clock gets up late: both are given more time then.
        let (mut lasts, mut slack) = (LASTS, TURN_OF_THE_CLOCK);
        Tour::of_at_most(MOST_SLOW, &path).walk(|place| {
            let until = step::now() + lasts;
            let Ok(mut waiting) = Waiting::begin((self.make)(lasts), before) else {
                lasts = LONGEST_TO_LAST.min(lasts * 2);
                return Ok(Stop::GivenUp);
            };
            let then = Then::Sleep(until + slack);
            let stopped = || stepper.stop(place, then, || waiting.poll());
            let (first, stop) = self.guard.call(stopped);
            if stop == Stop::Reached {
                let late = step::now().saturating_sub(until + slack);
                slack = LONGEST_TO_LAST.min(TURN_OF_THE_CLOCK + late * 2);
            }
            let moment = Moment::OverInThePoll {
                before,
                at: place.number,
                of: path.len(),
            };
            (self.check)(waiting.end(first, &moment)?);
            Ok(stop)
        })
    }

    fn over_in_rounds(&self, before: usize) -> Result<(), Finding> {
        for round in 0..ROUNDS_OF_DELAYS {
            let early = Duration::from_micros(round * 5 % 150);
            let meeting = Instant::now() + LASTS - early;
            let Ok(mut waiting) = Waiting::begin((self.make)(LASTS), before) else {
                continue;
            };
            while Instant::now() < meeting {
                spin_loop();
            }
            let first = self.guard.call(|| waiting.poll());
            (self.check)(waiting.end(first, &Moment::OverAround { before })?);
        }
        Ok(())
    }
}
