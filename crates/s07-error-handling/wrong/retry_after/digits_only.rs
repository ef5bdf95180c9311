//~ wrong-result in usual_date_gives_the_time_until_then
//~ wrong-result in date_as_c_writes_it
//! "The header is a number." A date counts as no header, and the client is back far too early.

use std::time::{Duration, SystemTime};

pub fn retry_after(
    value: Option<&[u8]>,
    now: SystemTime,
    default: Duration,
    cap: Duration,
) -> Duration {
    let _ = now;
    let text = value.and_then(|value| std::str::from_utf8(value).ok());
    text.and_then(seconds).unwrap_or(default).min(cap)
}

fn seconds(text: &str) -> Option<Duration> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)))
}
