//! The other side: a wake that is interrupted at each of its instructions, while the thread that it
//! wakes rises, finds what there is so far, and may fall asleep again.

use std::thread;
use std::time::Duration;

use super::{Alarm, Moment, Nap, SAMPLE};
use crate::finding::Finding;
use crate::os;
use crate::step::{self, Stepper, Then};
use crate::stepping::Tour;

/// Places tried of one wake: at each the executor has to fall asleep twice.
const MOST_IN_THE_WAKE: usize = 80;

/// How long the wake stands still: a thread that was woken takes some fifty microseconds to rise,
/// to look, and to fall asleep again. On a busy machine it takes longer, and places are missed.
const STANDS_STILL: Duration = Duration::from_micros(300);

/// Looks whether the thread sleeps, some 0.2 ms apart.
const LOOKS: usize = 25;

pub(super) fn in_steps(
    stepper: &Stepper,
    run: impl Fn(Alarm) + Clone + Send + 'static,
) -> Result<(), Finding> {
    for wait in [1, 2] {
        let nap = asleep(wait, run.clone());
        let ((), path) = stepper.record(|| nap.bell.ring());
        nap.end(&Moment::Late { wait })?;
        Tour::of_at_most(MOST_IN_THE_WAKE, &path).walk(|place| {
            let nap = asleep(wait, run.clone());
            let until = step::now() + STANDS_STILL;
            let ((), stop) = stepper.stop(place, Then::Sleep(until), || nap.bell.ring());
            let (at, of) = (place.number, path.len());
            nap.end(&Moment::InTheWake { wait, at, of })?;
            Ok(stop)
        })?;
    }
    Ok(())
}

/// An executor that sleeps, for all that can be seen.
fn asleep(wait: u32, run: impl Fn(Alarm) + Send + 'static) -> Nap {
    let nap = Nap::begin(wait, false, run);
    nap.has_polled(wait);
    for _ in 0..LOOKS {
        if os::activity(nap.running.thread).is_asleep() {
            break;
        }
        thread::sleep(SAMPLE / 10);
    }
    nap
}
