//! The moment at which nothing goes on any more.

use std::thread;
use std::time::{Duration, Instant};

use crate::os;
use crate::own_wait::own_wait;

/// How long that is waited for: a thread that never sleeps must not hold a test.
const LIMIT: Duration = Duration::from_secs(2);

/// Where the system does not tell what threads do, they are given so much time.
const ELSEWHERE: Duration = Duration::from_millis(20);

/// Waits until all other threads of this process sleep: what has been begun has come as far as it
/// can without this thread. A thread that has just been started, or woken, and waits for a
/// processor counts as awake, so that a busy machine only makes this take longer.
///
/// # Examples
///
/// ```
/// use std::sync::atomic::{AtomicBool, Ordering};
///
/// static IS_DONE: AtomicBool = AtomicBool::new(false);
/// std::thread::spawn(|| IS_DONE.store(true, Ordering::SeqCst));
/// probe::rest();
/// assert!(IS_DONE.load(Ordering::SeqCst));
/// ```
pub fn rest() {
    let until = Instant::now() + LIMIT;
    own_wait(|| {
        loop {
            match os::all_others_sleep() {
                Some(true) => return,
                Some(false) if Instant::now() < until => thread::yield_now(),
                Some(false) => return,
                None => return thread::sleep(ELSEWHERE),
            }
        }
    });
}
