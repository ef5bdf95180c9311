//~ panic in scrambled_headers_do_no_harm
//! "It is text, and of the right length." A cut in the middle of a letter of two bytes panics.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

pub fn retry_after(
    value: Option<&[u8]>,
    now: SystemTime,
    default: Duration,
    cap: Duration,
) -> Duration {
    value.and_then(|v| read(v, now)).unwrap_or(default).min(cap)
}

fn read(value: &[u8], now: SystemTime) -> Option<Duration> {
    let text = std::str::from_utf8(value).ok()?;
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let since = now.duration_since(UNIX_EPOCH).ok()?;
    let at = date(text, since.as_secs() as i64)?;
    let at = Duration::from_secs(u64::try_from(at).unwrap_or(0));
    Some(at.saturating_sub(since))
}

fn number(text: &str, len: usize) -> Option<i64> {
    if text.len() == len && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

fn month(text: &str) -> Option<i64> {
    MONTHS.iter().position(|m| *m == text).map(|m| m as i64 + 1)
}

fn clock(text: &str) -> Option<i64> {
    let p: Vec<&str> = text.split(':').collect();
    let [h, m, s] = p[..] else { return None };
    Some(number(h, 2)? * 3600 + number(m, 2)? * 60 + number(s, 2)?)
}

fn date(text: &str, now: i64) -> Option<i64> {
    if text.len() == 29 && &text[25..] == " GMT" && &text[3..4] != "," {
        return None;
    }
    let parts: Vec<&str> = text.split(' ').collect();
    match parts[..] {
        [w, d, m, y, t, "GMT"] => {
            DAYS.iter().find(|x| w.strip_suffix(',') == Some(&x[..3]))?;
            Some(days(number(y, 4)?, month(m)?, number(d, 2)?) * 86400 + clock(t)?)
        }
        [w, dmy, t, "GMT"] => {
            DAYS.iter().find(|x| w.strip_suffix(',') == Some(x))?;
            let p: Vec<&str> = dmy.split('-').collect();
            let [d, m, y] = p[..] else { return None };
            let (d, m, y, t) = (number(d, 2)?, month(m)?, number(y, 2)?, clock(t)?);
            // the latest such year that is not more than 50 years away
            let at = |c: i64| days(c * 100 + y, m, d) * 86400 + t;
            let limit = now + 50 * 31_556_952;
            (15..110).rev().map(at).find(|x| *x <= limit)
        }
        [w, m, "", d, t, y] => {
            DAYS.iter().find(|x| w == &x[..3])?;
            Some(days(number(y, 4)?, month(m)?, number(d, 1)?) * 86400 + clock(t)?)
        }
        [w, m, d, t, y] => {
            DAYS.iter().find(|x| w == &x[..3])?;
            Some(days(number(y, 4)?, month(m)?, number(d, 2)?) * 86400 + clock(t)?)
        }
        _ => None,
    }
}

fn days(y: i64, m: i64, d: i64) -> i64 {
    let (y, m) = if m <= 2 { (y - 1, m + 9) } else { (y, m - 3) };
    365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + d
        - 1
        - 719_468
}
