//! Tables of positions over the bytes, one for each form, and `SystemTime` for the sums.

use std::time::{Duration, SystemTime};

/// Where the parts stand: day, month, year, and its length, time of day.
struct Form {
    length: usize,
    tail: &'static [u8],
    day: usize,
    month: usize,
    year: (usize, usize),
    time: usize,
}

const FIXED: Form = Form {
    length: 24,
    tail: b" GMT",
    day: 0,
    month: 3,
    year: (7, 4),
    time: 12,
};
const DASHES: Form = Form {
    length: 22,
    tail: b" GMT",
    day: 0,
    month: 3,
    year: (7, 2),
    time: 10,
};
const ASCTIME: Form = Form {
    length: 20,
    tail: b"",
    day: 4,
    month: 0,
    year: (16, 4),
    time: 7,
};

pub fn retry_after(
    value: Option<&[u8]>,
    now: SystemTime,
    default: Duration,
    cap: Duration,
) -> Duration {
    let wait = match value {
        Some([]) | None => None,
        Some(digits) if digits.iter().all(u8::is_ascii_digit) => Some(
            number(digits)
                .map(Duration::from_secs)
                .unwrap_or(Duration::MAX),
        ),
        Some(other) => date(other, now).map(|then| then.duration_since(now).unwrap_or_default()),
    };
    std::cmp::min(wait.unwrap_or(default), cap)
}

fn number(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |sum, digit| {
        let digit = match digit {
            b'0'..=b'9' => digit - b'0',
            b' ' if sum == 0 => 0,
            _ => return None,
        };
        sum.checked_mul(10)?.checked_add(u64::from(digit))
    })
}

fn date(value: &[u8], now: SystemTime) -> Option<SystemTime> {
    let space = value.iter().position(|byte| *byte == b' ')?;
    let (name, rest) = (&value[..space], &value[space + 1..]);
    let form = [FIXED, DASHES, ASCTIME].into_iter().find(|form| {
        rest.len() == form.length
            && rest.ends_with(form.tail)
            && name.ends_with(b",") != form.tail.is_empty()
    })?;
    let part = |at: usize, length: usize| number(rest.get(at..at + length)?);
    let months = b"JanFebMarAprMayJunJulAugSepOctNovDec".chunks(3);
    let month = 1 + months
        .zip(0_u64..)
        .find(|(month, _)| rest.get(form.month..form.month + 3) == Some(month))?
        .1;
    let day = part(form.day, 2)?;
    let (hour, minute) = (part(form.time, 2)?, part(form.time + 3, 2)?);
    let second = part(form.time + 6, 2)?;
    let at = |year: u64| {
        let days = days_before(year, month)? + day.checked_sub(1)?;
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
    };
    let year = part(form.year.0, form.year.1)?;
    if form.year.1 == 4 {
        return if year < 1970 {
            Some(SystemTime::UNIX_EPOCH)
        } else {
            at(year)
        };
    }
    let fifty_years = Duration::from_secs(50 * 31_556_952);
    let (later, earlier) = (
        at(year + 2000)?,
        at(year + 1900).unwrap_or(SystemTime::UNIX_EPOCH),
    );
    Some(if later > now + fifty_years {
        earlier
    } else {
        later
    })
}

/// Days from 1970 to the first of the month.
fn days_before(year: u64, month: u64) -> Option<u64> {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let past = year.checked_sub(1)?;
    let years = past * 365 + past / 4 - past / 100 + past / 400;
    let leap_day = u64::from(leap && month > 2);
    (years + before[month as usize - 1] + leap_day).checked_sub(719_162)
}
