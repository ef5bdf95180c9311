//! How headers are asked about, and a calendar in which every day is written down.

mod calendar;

use std::cell::RefCell;
use std::panic;
use std::sync::Once;
use std::time::{Duration, SystemTime};

use probe::{Diagnosis, Finding, demand, expect, watch};

use crate::retry_after::retry_after;

pub use calendar::{dates, numbers, scrambled};

/// See [`NOW_IN_WORDS`].
pub const NOW: u64 = 1_793_954_977;

const NOW_IN_WORDS: &str = "Fri, 06 Nov 2026 08:49:37 GMT";

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
        let Given { now, default, cap } = self;
        let (en, ja) = match now == USUALLY.now {
            true => (NOW_IN_WORDS.to_owned(), NOW_IN_WORDS.to_owned()),
            false => (
                format!("{now:?} after 1970"),
                format!("1970 年から {now:?}"),
            ),
        };
        Finding::new(Diagnosis::WrongResult)
            .note(
                format!("the time to wait for `{shown}`: expected `{asked:?}`, got `{waits:?}`"),
                format!("`{shown}` に対する待ち時間: 期待値は `{asked:?}`、実際は `{waits:?}`"),
            )
            .note(
                format!("`now` is {en}, `default` {default:?}, `cap` {cap:?}"),
                format!("`now` は {ja}、`default` は {default:?}、`cap` は {cap:?}"),
            )
            .raise();
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
