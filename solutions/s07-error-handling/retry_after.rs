//! Understand it or not, then a default, then a limit: each case in one place.

use std::time::{Duration, SystemTime};

/// How long to wait, seen from `now`, according to `value`: what the header `Retry-After` says, if
/// there is one. `default` where it says nothing that can be understood. Never more than `cap`.
pub fn retry_after(
    value: Option<&[u8]>,
    now: SystemTime,
    default: Duration,
    cap: Duration,
) -> Duration {
    value
        .and_then(|value| seconds(value).or_else(|| date(value, now)))
        .unwrap_or(default)
        .min(cap)
}

/// Digits only. Saturates: the most that fits is above any cap.
fn seconds(value: &[u8]) -> Option<Duration> {
    if value.is_empty() {
        return None;
    }
    let mut seconds = 0_u64;
    for byte in value {
        if !byte.is_ascii_digit() {
            return None;
        }
        seconds = seconds
            .saturating_mul(10)
            .saturating_add(u64::from(byte - b'0'));
    }
    Some(Duration::from_secs(seconds))
}

fn date(value: &[u8], now: SystemTime) -> Option<Duration> {
    let now = now
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let text = std::str::from_utf8(value).ok()?;
    let parts: Vec<&str> = text.split_whitespace().collect();
    let seconds = match parts[..] {
        [_, day, month, year, time, "GMT"] => since_epoch(year, month, day, time),
        [_, date, time, "GMT"] => {
            let mut date = date.splitn(3, '-');
            let (day, month, year) = (date.next()?, date.next()?, date.next()?);
            // The latest century that does not put it more than 50 years ahead.
            let year: i64 = year.parse().ok()?;
            let horizon = now.as_secs() + 50 * 365 * DAY + 12 * DAY;
            (0..=99)
                .rev()
                .map(|century| (century * 100 + year).to_string())
                .filter_map(|year| since_epoch(&year, month, day, time))
                .find(|seconds| *seconds <= i64::try_from(horizon).unwrap_or(i64::MAX))
        }
        [_, month, day, time, year] => since_epoch(year, month, day, time),
        _ => None,
    }?;
    // A date before 1970 is over, as is any other date before `now`.
    let then = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
    Some(then.saturating_sub(now))
}

const DAY: u64 = 24 * 60 * 60;

/// Seconds since 1970; negative before.
fn since_epoch(year: &str, month: &str, day: &str, time: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let number = |text: &str, most: i64| text.parse().ok().filter(|n| (0..=most).contains(n));
    let month = i64::try_from(MONTHS.iter().position(|name| *name == month)?).ok()?;
    let year = number(year, 9999)?;
    let day = number(day, 31).filter(|day| *day > 0)?;
    let mut clock = time.splitn(3, ':');
    let hour = number(clock.next()?, 23)?;
    let minute = number(clock.next()?, 59)?;
    // 60 is a leap second.
    let second = number(clock.next()?, 60)?;
    // The year begins in March, so that the leap day is its last.
    let (year, month) = if month < 2 {
        (year - 1, month + 10)
    } else {
        (year, month - 2)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days = 365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second)
}
