//! Watches a future and names what it does wrong.
//!
//! The tests of the course poll by hand and count; they do not sleep to order events. What they
//! need for that is here, and where a future breaks its contract they fail with a [`Diagnosis`]
//! instead of "assertion failed".
//!
//! # Layout
//!
//! - [`Diagnosis`], [`Finding`]: the named mistakes, and one case of a mistake with its facts.
//! - [`Probe`]: one future, polled by hand; also in the middle of a race.
//! - [`Child`], [`DropLog`], [`Gauge`], [`Promptness`], [`Settled`]: what an answer is given to drive, and what
//!   became of it.
//! - [`InlineTask`]: a task that is polled inside the call of its waker.
//! - [`at_every_instruction`], [`over_at_every_instruction`], [`meet_at_every_instruction`]: two
//!   sides that meet, at each instruction of the one and of the other.
//! - [`moved_until`]: a future that moves from task to task.
//! - [`executor`]: an executor under test, on a thread of its own.
//! - [`program`]: a whole async program on a paused clock.
//! - [`heap`], [`at_most_bytes`]: what a future costs, and what it leaves behind.
//! - [`expect`], [`demand`]: comparisons that name the mistake; [`ms`]: a length of time.
//! - [`implements!`], [`value_implements!`], [`swap_where_unpin!`]: what the compiler knows of a type.
//! - [`panics`]: those that are asked for, and those that nobody sees.
//! - [`trace`]: what happened, written down to be drawn.
//! - [`rest`]: the moment at which nothing goes on any more.
//! - [`watch`], [`watch_awake`]: nothing hangs without a sentence.

#![warn(missing_docs)]

mod diagnosis;
mod finding;
mod report;

mod asleep;
mod one_sleep;
mod os;
mod own_wait;
mod probe;
mod race;
#[cfg_attr(
    not(all(
        target_os = "linux",
        target_arch = "x86_64",
        target_pointer_width = "64"
    )),
    path = "step/elsewhere.rs"
)]
mod step;
mod stepping;
mod stuck;
mod turns;
mod waker;

mod child;
mod drops;
mod gauge;
mod implements;
mod inline;
mod moved;
mod ms;
mod once;
mod prompt;
mod rest;
mod settled;
mod size;

pub mod executor;
pub mod heap;
pub mod program;
pub mod trace;

mod expect;
pub mod panics;
pub mod watchdog;

pub use child::{Child, ChildView};
pub use diagnosis::Diagnosis;
pub use drops::{DropGuard, DropLog};
pub use expect::{demand, expect};
pub use finding::Finding;
pub use gauge::{Gauge, InFlight};
pub use inline::InlineTask;
pub use lang::{Lang, Text};
pub use moved::moved_until;
pub use ms::ms;
pub use once::{Once, once};
pub use probe::{PATIENCE, Probe};
pub use prompt::{Prompt, Promptness};
pub use race::{Crowd, SPURIOUS_POLLS, SPURIOUS_REMAINS, race_in_rounds};
pub use rest::rest;
pub use settled::{Settled, Settler};
pub use size::at_most_bytes;
pub use stepping::{at_every_instruction, meet_at_every_instruction, over_at_every_instruction};
pub use watchdog::{watch, watch_awake};
