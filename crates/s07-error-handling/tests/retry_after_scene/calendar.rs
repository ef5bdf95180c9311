//! A calendar in which every day is written down, and what is asked of each day.

use std::time::{Duration, Instant};

use super::*;

/// One day of the calendar.
#[derive(Clone, Copy)]
struct Day {
    year: u64,
    month: usize,
    day: u64,
    weekday: usize,
}

const MONTHS: [(&str, u64); 12] = [
    ("Jan", 31),
    ("Feb", 28),
    ("Mar", 31),
    ("Apr", 30),
    ("May", 31),
    ("Jun", 30),
    ("Jul", 31),
    ("Aug", 31),
    ("Sep", 30),
    ("Oct", 31),
    ("Nov", 30),
    ("Dec", 31),
];

/// From a Thursday on, as 1970 began.
const WEEKDAYS: [&str; 7] = [
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
];

/// Every day from 1 January 1970 until the end of 2170.
fn calendar() -> Vec<Day> {
    let mut days = Vec::new();
    for year in 1970..=2170_u64 {
        let leap = year.is_multiple_of(4) && year != 2100;
        for (month, (_, length)) in MONTHS.iter().enumerate() {
            let length = length + u64::from(leap && month == 1);
            for day in 1..=length {
                let weekday = days.len() % 7;
                days.push(Day {
                    year,
                    month,
                    day,
                    weekday,
                });
            }
        }
    }
    days
}

impl Day {
    /// This day and a time of it, in each of the three forms: the usual one, the one with two digits
    /// of the year, and the one of C.
    fn forms(self, second: u64) -> [String; 3] {
        let Day { year, day, .. } = self;
        let (weekday, (month, _)) = (WEEKDAYS[self.weekday], MONTHS[self.month]);
        let (short, digits) = (&weekday[..3], year % 100);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        let time = format!("{hour:02}:{minute:02}:{second:02}");
        [
            format!("{short}, {day:02} {month} {year} {time} GMT"),
            format!("{weekday}, {day:02}-{month}-{digits:02} {time} GMT"),
            format!("{short} {month} {day:2} {time} {year}"),
        ]
    }
}

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    /// A number below `bound`. This is SplitMix64.
    fn roll(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    /// A length of time below `bound` seconds, seldom a whole number of them.
    fn time(&mut self, bound: u64) -> Duration {
        let nanos = [0, 900_000_000, 1, 999_999_999];
        Duration::new(self.roll(bound), nanos[self.roll(4) as usize])
    }
}

/// Numbers of up to 36 digits, the short ones first, under caps that grow with them.
pub fn numbers() -> impl Iterator<Item = (Given, String, Duration)> {
    let mut dice = Dice(1);
    (0..2_000).map(move |round| {
        let cap = dice.time(10_u64.pow(1 + round / 200));
        let default = dice.time(100);
        let digits: String = (0..=dice.roll(2 + u64::from(round) / 60))
            .map(|_| char::from_digit(dice.roll(10) as u32, 10).expect("a digit"))
            .collect();
        let number: u128 = digits.parse().expect("at most 36 digits");
        let asked = u64::try_from(number).map_or(cap, |number| cap.min(seconds(number)));
        (
            Given {
                cap,
                default,
                ..USUALLY
            },
            digits,
            asked,
        )
    })
}

/// Dates in all forms and the time until then, the near ones first.
pub fn dates() -> impl Iterator<Item = (Given, String, Duration)> {
    // 1 January 2000, and the days of 50 years.
    const FIRST: u64 = 10_957;
    // See above.
    const FIFTY_YEARS: u64 = 18_262;
    let (calendar, mut dice) = (calendar(), Dice(2));
    let dates = (0..3_000).flat_map(move |round| {
        // Until 2049, it is beyond doubt which century two digits mean.
        let now = seconds((FIRST + dice.roll(18_000)) * 86_400) + dice.time(86_400);
        let today = now.as_secs() / 86_400;
        let days = dice.roll(2 + round * 14);
        let date = if dice.roll(4) == 0 {
            today.saturating_sub(days)
        } else {
            today + days
        };
        let second = dice.roll(86_400);
        let asked = seconds(date * 86_400 + second).saturating_sub(now);
        let [usual, short, of_c] = calendar[date as usize].forms(second);
        // Three weeks are not asked about.
        let short = (today.abs_diff(date) < FIFTY_YEARS - 21).then_some(short);
        let cap = seconds(10_000_000_000);
        let given = Given {
            now,
            cap,
            ..USUALLY
        };
        let forms = [Some(usual), short, Some(of_c)].into_iter().flatten();
        forms.map(move |form| (given, form, asked))
    });
    while_there_is_time(dates)
}

/// What is left of the cases when an answer that is slow, and may be, has taken so long is not asked.
const ENOUGH: Duration = Duration::from_secs(2);

fn while_there_is_time<T>(cases: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    let began = Instant::now();
    cases.take_while(move |_| began.elapsed() < ENOUGH)
}

/// Dates in which two bytes were replaced by one letter of two bytes, at each place: the length is
/// right, and it is text. Then dates in which a few bytes were lost or replaced.
pub fn scrambled() -> impl Iterator<Item = Vec<u8>> {
    const ODD: &[u8] = b"09 :-,\n\0\x80\xff";
    // 6 November 2026.
    const TODAY: usize = 20_763;
    let (calendar, mut dice) = (calendar(), Dice(3));
    let (day, later) = (calendar[TODAY], calendar[TODAY + 5]);
    let dates = || day.forms(31_777).into_iter().chain(later.forms(31_777));
    let letters = dates().flat_map(|date| {
        let date = date.into_bytes();
        (2..=date.len()).map(move |end| [&date[..end - 2], "é".as_bytes(), &date[end..]].concat())
    });
    let letters: Vec<_> = letters.collect();
    let headers = (0..1_000).flat_map(move |_| day.forms(31_777));
    let headers = headers.map(move |header| {
        let mut header = header.into_bytes();
        for _ in 0..=dice.roll(3) {
            let at = dice.roll(header.len() as u64) as usize;
            match dice.roll(3) {
                0 => header[at] = ODD[dice.roll(ODD.len() as u64) as usize],
                1 => drop(header.remove(at)),
                _ => header.truncate(at.max(1)),
            }
        }
        header
    });
    while_there_is_time(letters.into_iter().chain(headers))
}
