//! How headers are asked about, and a calendar in which every day is written down.

use std::cell::RefCell;
use std::panic;
use std::sync::Once;
use std::time::{Duration, Instant, SystemTime};

use probe::{Diagnosis, Finding, demand, expect, watch};

use crate::retry_after::retry_after;

/// Friday, 6 November 2026, 08:49:37 GMT.
pub const NOW: u64 = 1_793_954_977;

// Any value would do; these are easy to recognize.
pub const DEFAULT: Duration = Duration::from_secs(45);
// See above.
pub const CAP: Duration = Duration::from_secs(7 * 24 * 60 * 60);

pub const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// What the answer is told beside the header.
#[derive(Clone, Copy, PartialEq)]
pub struct Given {
    /// Since 1970.
    pub now: Duration,
    pub default: Duration,
    pub cap: Duration,
}

/// What most tests tell it.
pub const USUALLY: Given = Given {
    now: Duration::from_secs(NOW),
    default: DEFAULT,
    cap: CAP,
};

impl Given {
    /// Asks that the time to wait for the header is `asked`.
    #[track_caller]
    pub fn says(self, header: impl AsRef<[u8]>, asked: Duration) {
        let header = header.as_ref();
        let (waits, shown) = (self.wait(Some(header)), header.escape_ascii());
        if waits == asked {
            return;
        }
        let mut finding = Finding::new(Diagnosis::WrongResult).note(
            format!("the time to wait for `{shown}`: expected `{asked:?}`, got `{waits:?}`"),
            format!("`{shown}` に対する待ち時間: 期待値は `{asked:?}`、実際は `{waits:?}`"),
        );
        let Given { now, default, cap } = self;
        if self != USUALLY {
            finding = finding.note(
                format!("`now` is {now:?} after 1970, `default` {default:?}, `cap` {cap:?}"),
                format!("`now` は 1970 年から {now:?}、`default` は {default:?}、`cap` は {cap:?}"),
            );
        }
        finding.raise();
    }

    /// Asks that the header does no harm.
    #[track_caller]
    pub fn bears(self, header: impl AsRef<[u8]>) {
        let header = header.as_ref();
        let (waits, shown) = (self.wait(Some(header)), header.escape_ascii());
        demand(
            waits <= self.cap,
            Diagnosis::WrongResult,
            format!("the time to wait for `{shown}`: {waits:?}, which is above the cap"),
            format!("`{shown}` に対する待ち時間は {waits:?} で、上限を超えています"),
        );
    }

    /// Asks what comes without a header.
    #[track_caller]
    pub fn says_without(self, asked: Duration) {
        expect(
            self.wait(None),
            asked,
            "the time to wait without a header",
            "ヘッダーがないときの待ち時間",
        );
    }

    #[track_caller]
    fn wait(self, header: Option<&[u8]>) -> Duration {
        let now = SystemTime::UNIX_EPOCH + self.now;
        HEADER.set(header.map(<[u8]>::to_vec));
        tell_the_header_of_a_panic();
        let waits = watch(Diagnosis::EndlessPoll, || {
            retry_after(header, now, self.default, self.cap)
        });
        HEADER.take();
        waits
    }
}

/// Neither a number nor a date.
pub const NOT_UNDERSTOOD: &[&str] = &[
    "",
    "-1",
    "-0",
    "+5",
    "1.5",
    "1e3",
    "soon",
    "120 seconds",
    "120s",
    "NaN",
    "inf",
    " 120",
    "120 ",
    "\t120",
    "120\n",
    "1 20",
    "120, 60",
    "120,60",
    "120;",
    "0x10",
    "1_000",
    "Fri, 06 Nov 2026",
    "Fri, 06 Foo 2026 08:50:37 GMT",
    "Fri, 06 Nov 2026 08:50 GMT",
    "Fri, 06 Nov 2026 08:50:37",
    "Fri, 06 Nov 2026 08:50:37 EST",
    "Fri, 06 Nov 2026 08:50:37 +0900",
    "Friday, 06-Nov-26 08:50:37 EST",
    "Fri Nov  6 08:50:37 2026 EST",
    "Fri Nov  6 08:50:37 EST 2026",
    "Fri, 06 Nov 2026 08:50:37 GMT or later",
    "Friday, 06-Nov-26 08:50:37 GMT or later",
    "Fri Nov  6 08:50:37 2026 or later",
    "Wed Nov 11 08:50:37 2026 EST",
    "Wed Nov 11 08:50:37 2026 or later",
    "Wed Nov 11 08:50:37 2026, 120",
    "Fri, 06 Nov 2026 08:50:37 GMT, 120",
    "Fri,",
    "GMT",
];

/// Dates with parts that no date has.
pub const IMPOSSIBLE: &[&str] = &[
    "Fri, 00 Nov 2026 08:49:37 GMT",
    "Fri, 99 Nov 2026 99:99:99 GMT",
    "Fri, 06 Nov 0000 00:00:00 GMT",
    "Fri, 06 Nov -2026 08:49:37 GMT",
    "Fri, 06 Nov 18446744073709551615 08:49:37 GMT",
    "Fri, 18446744073709551615 Nov 2026 08:49:37 GMT",
    "Fri, 06 Nov 2026 18446744073709551615:49:37 GMT",
    "Friday, 00-Jan-00 00:00:00 GMT",
    "Friday, 06-Nov-18446744073709551615 08:49:37 GMT",
    "Friday, 06-Nov- 08:49:37 GMT",
    "Friday, -- :: GMT",
    "Fri Nov  0 00:00:00 0000",
    "Fri Nov 99 99:99:99 9999",
    "Fri, 06 Nov 2026 :: GMT",
    ", , , , ,",
    "          ",
];

thread_local! {
    /// The header that the answer is looking at.
    static HEADER: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

/// A panic says where it was; this adds at which header.
fn tell_the_header_of_a_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if let Some(header) = HEADER.take() {
                eprintln!("\nRetry-After: {}", header.escape_ascii());
            }
            print(info);
        }));
    });
}

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
