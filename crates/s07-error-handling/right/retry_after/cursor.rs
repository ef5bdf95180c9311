//! A cursor that takes from the front of the bytes; the day has a number of its own, as with
//! astronomers.

use std::time::{Duration, SystemTime};

pub fn retry_after(
    value: Option<&[u8]>,
    now: SystemTime,
    default: Duration,
    cap: Duration,
) -> Duration {
    let wait = match value {
        None => default,
        Some([digits @ ..]) if !digits.is_empty() && digits.iter().all(u8::is_ascii_digit) => {
            let add = |sum: u64, digit: &u8| Some(sum.checked_mul(10)? + u64::from(digit - b'0'));
            digits
                .iter()
                .try_fold(0_u64, |sum, digit| {
                    add(sum, digit).filter(|sum| *sum < 1 << 60)
                })
                .map_or(Duration::MAX, Duration::from_secs)
        }
        Some(bytes) => match Cursor(bytes).date(now) {
            Some(then) => then.duration_since(now).unwrap_or(Duration::ZERO),
            None => default,
        },
    };
    wait.min(cap)
}

struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn date(&mut self, now: SystemTime) -> Option<SystemTime> {
        let name = self.while_is(u8::is_ascii_alphabetic);
        if name < 3 {
            return None;
        }
        if self.literal(b", ").is_none() {
            self.literal(b" ")?;
            let month = self.month()?;
            self.literal(b" ")?;
            let day = match self.literal(b" ") {
                Some(()) => self.number(1)?,
                None => self.number(2)?,
            };
            self.literal(b" ")?;
            let time = self.time()?;
            self.literal(b" ")?;
            let year = self.number(4)?;
            return self.end(at(year, month, day, time));
        }
        let day = self.number(2)?;
        let short = self.literal(b"-").is_some();
        if !short {
            self.literal(b" ")?;
        }
        let month = self.month()?;
        self.literal(if short { b"-" } else { b" " })?;
        let year = self.number(if short { 2 } else { 4 })?;
        self.literal(b" ")?;
        let time = self.time()?;
        self.literal(b" GMT")?;
        if !short {
            return self.end(at(year, month, day, time));
        }
        let horizon = now + Duration::from_secs(18_263 * 86_400);
        let centuries = (19..=99).rev().map(|century| century * 100 + year);
        let mut dates = centuries.filter_map(|year| at(year, month, day, time));
        let nearest = dates.find(|date| *date <= horizon);
        self.end(nearest.or(Some(SystemTime::UNIX_EPOCH)))
    }

    fn end<T>(&self, output: Option<T>) -> Option<T> {
        output.filter(|_| self.0.is_empty())
    }

    fn while_is(&mut self, is: fn(&u8) -> bool) -> usize {
        let count = self.0.iter().take_while(|byte| is(byte)).count();
        self.0 = &self.0[count..];
        count
    }

    fn literal(&mut self, text: &[u8]) -> Option<()> {
        self.0 = self.0.strip_prefix(text)?;
        Some(())
    }

    fn number(&mut self, digits: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        digits.iter().try_fold(0, |sum, byte| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + i64::from(byte - b'0'))
        })
    }

    fn month(&mut self) -> Option<i64> {
        const NAMES: &[u8] = b"JanFebMarAprMayJunJulAugSepOctNovDec";
        let (name, rest) = self.0.split_at_checked(3)?;
        self.0 = rest;
        let month = NAMES.chunks(3).position(|month| month == name)?;
        i64::try_from(month).ok().map(|month| month + 1)
    }

    fn time(&mut self) -> Option<i64> {
        let hour = self.number(2)?;
        self.literal(b":")?;
        let minute = self.number(2)?;
        self.literal(b":")?;
        Some((hour * 60 + minute) * 60 + self.number(2)?)
    }
}

/// The moment, by the number of the Julian day at noon.
fn at(year: i64, month: i64, day: i64, time: i64) -> Option<SystemTime> {
    let late = (month - 14) / 12;
    let julian = 1461 * (year + 4800 + late) / 4 + 367 * (month - 2 - 12 * late) / 12
        - 3 * ((year + 4900 + late) / 100) / 4
        + day
        - 32_075;
    let seconds = (julian - 2_440_588) * 86_400 + time;
    let since = u64::try_from(seconds).unwrap_or(0);
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(since))
}
