//! What was measured on one machine with two processors that had other work to do as well: Linux
//! 6.18, tokio 1.54, a release build, a current-thread runtime. The last nine of 2,000 samples each,
//! as they came.

use std::time::Duration;

const fn nanoseconds<const N: usize>(of: [u64; N]) -> [Duration; N] {
    let mut samples = [Duration::ZERO; N];
    let mut at = 0;
    while at < N {
        samples[at] = Duration::from_nanos(of[at]);
        at += 1;
    }
    samples
}

/// `std::thread::spawn`, and `join`.
pub const THREAD: [Duration; 9] = nanoseconds([
    34_161, 22_383, 21_983, 96_344, 34_341, 22_093, 22_023, 34_151, 76_514,
]);

/// `spawn_blocking`, and the await of its handle.
pub const SPAWN_BLOCKING: [Duration; 9] = nanoseconds([
    5_268, 8_022, 5_248, 8_112, 5_238, 8_062, 5_258, 8_032, 5_248,
]);

/// `tokio::spawn`, and the await of its handle.
pub const TASK: [Duration; 9] = nanoseconds([290, 301, 300, 301, 300, 301, 300, 301, 300]);
