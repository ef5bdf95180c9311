//! Processes that are bounded, and ended together with all that they started.
//!
//! On Unix every process stands under a small one of our own, the [`guard`]: what it starts and
//! whoever leaves its group belong to that guard and to nobody else, so that the strays of one
//! test are never taken for another's, nor for a child of the program that this library serves.
//! When the guard's caller dies, the guard ends all that is under it.

mod bounds;
mod cancel;
mod capture;
mod confine;
mod environment;
#[cfg_attr(
    not(all(unix, not(dojo_portable))),
    expect(dead_code, reason = "nobody is a guard there")
)]
pub mod guard;
mod task;

#[cfg(not(all(unix, not(dojo_portable))))]
#[path = "sandbox/portable.rs"]
mod system;
#[cfg(all(unix, not(dojo_portable)))]
#[path = "sandbox/unix.rs"]
mod system;

pub use bounds::{Bound, Bounds};
pub use cancel::Cancel;
pub(crate) use confine::failure;
pub use confine::{Confine, Reach};
pub use environment::Environment;
pub use system::adopt_orphans;
pub use task::{Ended, Receipt, Status, Task};
