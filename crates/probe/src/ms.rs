//! A short name for a length of time that every test needs.

use std::time::Duration;

/// So many milliseconds.
///
/// # Examples
///
/// ```
/// assert_eq!(probe::ms(1500), std::time::Duration::from_secs_f64(1.5));
/// ```
pub const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}
