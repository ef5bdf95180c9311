// No parser of dates: a printer. The day is found by printing candidates and comparing.
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const W: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];
const M: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn civil(day: i64) -> (i64, i64, i64) {
    let z = day + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let m = if mp < 10 { mp + 3 } else { mp - 9 };
    (
        yoe + era * 400 + i64::from(m <= 2),
        m,
        doy - (153 * mp + 2) / 5 + 1,
    )
}

fn seconds(t: &[u8]) -> Option<u64> {
    let [h, hh, b':', m, mm, b':', s, ss] = t else {
        return None;
    };
    let mut n = 0;
    for (a, b) in [(h, hh), (m, mm), (s, ss)] {
        if !a.is_ascii_digit() || !b.is_ascii_digit() {
            return None;
        }
        n = n * 60 + u64::from(a - b'0') * 10 + u64::from(b - b'0');
    }
    Some(n)
}

pub fn retry_after(
    value: Option<&[u8]>,
    now: SystemTime,
    default: Duration,
    cap: Duration,
) -> Duration {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    inner(value.unwrap_or_default(), since)
        .map_or(default, |d| d)
        .min(cap)
}

fn inner(v: &[u8], since: Duration) -> Option<Duration> {
    let text = str::from_utf8(v).ok()?;
    match text.trim_start_matches('0') {
        "" if text.is_empty() => return None,
        "" => return Some(Duration::ZERO),
        n if n.chars().all(|c| c.is_ascii_digit()) => {
            return Some(Duration::from_secs(n.parse::<u64>().unwrap_or(u64::MAX)));
        }
        _ => {}
    }
    let today = (since.as_secs() / 86_400) as i64;
    let wait =
        |day: i64, t: u64| Duration::from_secs(day as u64 * 86_400 + t).saturating_sub(since);
    if let Some(rest) = W
        .iter()
        .find_map(|w| text.strip_prefix(w).and_then(|r| r.strip_prefix(", ")))
    {
        let (dmy, rest) = rest.split_at_checked(9)?;
        let t = seconds(rest.strip_prefix(' ')?.strip_suffix(" GMT")?.as_bytes())?;
        // from 50 years ahead back to 50 years ago
        let far = today + 18_262;
        let from = (since.as_secs() + 50 * 31_556_952) as i64;
        // the last year with such an end; then its days, the last one first
        let yy = dmy.as_bytes()[7..]
            .iter()
            .fold(0, |n, c| n * 10 + i64::from(*c) - 48);
        let (last, ..) = civil(far + 31);
        let day = (last - 200..=last)
            .rev()
            .filter(|y| y % 100 == yy)
            .find_map(|y| {
                let start = 365 * (y - 1970) + (y - 1) / 4 - (y - 1) / 100 + (y - 1) / 400 - 477;
                (start - 1..start + 367)
                    .rev()
                    .filter(|d| d * 86_400 + t as i64 <= from)
                    .find(|d| {
                        let (y, m, d) = civil(*d);
                        format!("{d:02}-{}-{:02}", M[m as usize - 1], y % 100) == dmy
                    })
            })?;
        return Some(if day < 0 {
            Duration::ZERO
        } else {
            wait(day, t)
        });
    }
    let rest = W.iter().find_map(|w| text.strip_prefix(&w[..3]))?;
    let rest = rest.as_bytes();
    let (wanted, t): (Box<dyn Fn(i64, i64, i64) -> String>, _) = match rest.strip_prefix(b", ") {
        Some(r) => {
            if r.len() != 24 || &r[20..] != b" GMT" || r[11] != b' ' {
                return None;
            }
            (
                Box::new(|y, m, d| format!("{d:02} {} {y:04}", M[m as usize - 1])),
                seconds(&r[12..20])?,
            )
        }
        None => {
            if rest.len() != 21 {
                return None;
            }
            (
                Box::new(|y, m, d| format!(" {} {d:>2} .{y:04}", M[m as usize - 1])),
                seconds(&rest[8..16])?,
            )
        }
    };
    let key = match rest.strip_prefix(b", ") {
        Some(r) => String::from_utf8_lossy(&r[..11]).into_owned(),
        None => format!(
            "{}.{}",
            String::from_utf8_lossy(&rest[..8]),
            String::from_utf8_lossy(rest.get(17..)?)
        ),
    };
    // years by their text
    let digits = key.get(key.len() - 4..)?;
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let y: i64 = digits.parse().ok()?;
    let start = 365 * (y - 1970) + (y - 1) / 4 - (y - 1) / 100 + (y - 1) / 400 - 477;
    let day = (start - 2..start + 370).find(|d| {
        let (y, m, d) = civil(*d);
        wanted(y, m, d) == key
    });
    match day {
        Some(day) if day < 0 => Some(Duration::ZERO),
        Some(day) => Some(wait(day, t)),
        None => None,
    }
}
