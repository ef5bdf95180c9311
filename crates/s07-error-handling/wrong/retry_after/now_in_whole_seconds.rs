//~ wrong-result in fraction_of_a_second_is_part_of_now
//! "Dates have seconds, so seconds will do." `now` has more, and the client waits up to a second too
//! long.

use std::time::{Duration, SystemTime};

pub fn retry_after(
    value: Option<&[u8]>,
    now: SystemTime,
    default: Duration,
    cap: Duration,
) -> Duration {
    let text = value.and_then(|value| std::str::from_utf8(value).ok());
    text.and_then(|text| seconds(text).or_else(|| until(text, now)))
        .unwrap_or(default)
        .min(cap)
}

/// Seconds since 1970 of a date in one of the three forms.
fn timestamp(text: &str, now: u64) -> Option<u64> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let (day, month, year, time) = match parts[..] {
        [_, day, month, year, time, "GMT"] => (day, month, year.parse().ok()?, time),
        [_, date, time, "GMT"] => {
            let date: Vec<&str> = date.split('-').collect();
            let [day, month, year] = date[..] else {
                return None;
            };
            let year: u64 = year.parse().ok().filter(|year| *year < 100)?;
            let year = (1970 + now / 31_556_952) / 100 * 100 + year;
            let at = |year: u64| timestamp(&format!("_ {day} {month} {year} {time} GMT"), now);
            // 50 years.
            let far = at(year)? > now + 1_577_847_600;
            return at(if far { year - 100 } else { year });
        }
        [_, month, day, time, year] => (day, month, year.parse().ok()?, time),
        _ => return None,
    };
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let month = MONTHS.find(month).filter(|_| month.len() == 3)? / 3;
    let day: u64 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    let clock: Vec<u64> = time
        .split(':')
        .filter_map(|part| part.parse().ok())
        .collect();
    let [hour, minute, second] = clock[..] else {
        return None;
    };
    if hour > 23 || minute > 59 || second > 60 || !(1970..=9999).contains(&year) {
        return (year < 1970).then_some(0);
    }
    let leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut days: u64 = (1970..year)
        .map(|year| if leap(year) { 366 } else { 365 })
        .sum();
    let lengths = [
        31,
        if leap(year) { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    days += lengths[..month].iter().sum::<u64>() + day - 1;
    Some(days * 86_400 + hour * 3_600 + minute * 60 + second)
}

fn until(text: &str, now: SystemTime) -> Option<Duration> {
    let now = now.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    let then = Duration::from_secs(timestamp(text, now.as_secs())?);
    Some(then.saturating_sub(Duration::from_secs(now.as_secs())))
}

fn seconds(text: &str) -> Option<Duration> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)))
}
