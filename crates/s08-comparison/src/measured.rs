//! What was measured on one machine with two processors, Linux 6.18, tokio 1.54, in a release build.
//! Nine samples each, as they came.

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
    41_300, 26_900, 27_400, 88_100, 24_800, 27_700, 33_600, 25_200, 29_500,
]);

/// `spawn_blocking`, and the await of its handle.
pub const SPAWN_BLOCKING: [Duration; 9] = nanoseconds([
    106_000, 5_300, 8_100, 5_500, 22_000, 5_200, 5_900, 5_400, 5_500,
]);

/// `tokio::spawn`, and the await of its handle.
pub const TASK: [Duration; 9] = nanoseconds([1_200, 210, 190, 200, 450, 200, 180, 230, 200]);
