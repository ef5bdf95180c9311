//! Three patterns, as for `strptime`, and one function that holds a header against each of them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A letter takes what it stands for: `w` a name of letters, `d`, `y`, `h`, `m`, and `s` two digits,
/// `e` a digit or two, `Y` four digits, `b` a month. Everything else stands for itself.
const PATTERNS: [&str; 4] = [
    "w, d b Y h:m:s GMT",
    "w, d-b-y h:m:s GMT",
    "w b  e h:m:s Y",
    "w b d h:m:s Y",
];

const DAY: u64 = 86_400;

pub fn retry_after(
    value: Option<&[u8]>,
    now: SystemTime,
    default: Duration,
    cap: Duration,
) -> Duration {
    let Some(value) = value else {
        return default.min(cap);
    };
    if let Some(seconds) = all_digits(value) {
        return seconds.map_or(cap, |seconds| Duration::from_secs(seconds).min(cap));
    }
    let found = PATTERNS.iter().find_map(|pattern| scan(pattern, value));
    match found.and_then(|found| found.moment(now)) {
        Some(then) => then.duration_since(now).unwrap_or_default().min(cap),
        None => default.min(cap),
    }
}

/// `None` where it is no number, and no number inside where it is too large.
fn all_digits(value: &[u8]) -> Option<Option<u64>> {
    let text = std::str::from_utf8(value).ok()?;
    let digits = text.strip_prefix(|c: char| c.is_ascii_digit())?;
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())
}

#[derive(Default)]
struct Found {
    year: u64,
    two_digits: bool,
    month: u64,
    day: u64,
    time: u64,
}

fn scan(pattern: &str, mut rest: &[u8]) -> Option<Found> {
    let mut found = Found::default();
    for letter in pattern.bytes() {
        match letter {
            b'w' => {
                let end = rest.iter().position(|byte| !byte.is_ascii_alphabetic())?;
                rest = &rest[end..];
            }
            b'b' => {
                let names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(' ');
                let (month, after) = (1..)
                    .zip(names)
                    .find_map(|(month, name)| Some((month, rest.strip_prefix(name.as_bytes())?)))?;
                (found.month, rest) = (month, after);
            }
            b'd' => found.day = take(&mut rest, 2)?,
            b'e' => found.day = take(&mut rest, 1)?,
            b'Y' => found.year = take(&mut rest, 4)?,
            b'y' => (found.year, found.two_digits) = (take(&mut rest, 2)?, true),
            b'h' => found.time += 3600 * take(&mut rest, 2)?,
            b'm' => found.time += 60 * take(&mut rest, 2)?,
            b's' => found.time += take(&mut rest, 2)?,
            literal => rest = rest.strip_prefix(&[literal])?,
        }
    }
    rest.is_empty().then_some(found)
}

fn take(rest: &mut &[u8], digits: usize) -> Option<u64> {
    let (taken, after) = rest.split_at_checked(digits)?;
    *rest = after;
    if !taken.iter().all(u8::is_ascii_digit) {
        return None;
    }
    std::str::from_utf8(taken).ok()?.parse().ok()
}

impl Found {
    fn moment(&self, now: SystemTime) -> Option<SystemTime> {
        if !self.two_digits {
            return self.in_year(self.year);
        }
        let late = now.checked_add(Duration::from_secs(50 * 365 * DAY + 12 * DAY))?;
        let years = (19..=99).map(|century| century * 100 + self.year);
        let dates = years.filter_map(|year| self.in_year(year));
        dates.take_while(|date| *date <= late).last()
    }

    /// Everything before 1970 is as long ago as 1970.
    fn in_year(&self, year: u64) -> Option<SystemTime> {
        let is_leap = |year: &u64| {
            year.is_multiple_of(400) || year.is_multiple_of(4) && !year.is_multiple_of(100)
        };
        if year < 1970 {
            return Some(UNIX_EPOCH);
        }
        let leap_days = (1970..year).filter(is_leap).count() as u64;
        let months = (1..self.month).map(|month| match month {
            2 if is_leap(&year) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        });
        let days =
            (year - 1970) * 365 + leap_days + months.sum::<u64>() + self.day.checked_sub(1)?;
        UNIX_EPOCH.checked_add(Duration::from_secs(days * DAY + self.time))
    }
}
