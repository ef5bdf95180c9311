//! What a header says about the time to wait. The first two tests are about seconds; then make the
//! dates green, one form after the other. The limit and hostile headers come last.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s07-error-handling/retry_after.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s07-error-handling/retry_after.rs"
)]
mod retry_after;

use std::time::{Duration, SystemTime};

use probe::{Diagnosis, Finding, demand, expect, watch};
use retry_after::retry_after;

/// Friday, 6 November 2026, 08:49:37 GMT.
const NOW: u64 = 1_793_954_977;
/// Monday, 28 February 2028, 12:00:00 GMT: a day before the leap day.
const BEFORE_LEAP_DAY: u64 = 1_835_352_000;
/// Thursday, 1 January 2060, 00:00:00 GMT.
const IN_2060: u64 = 2_840_140_800;
/// Monday, 28 February 2000, 12:00:00 GMT: a day before a leap day.
const IN_2000: u64 = 951_739_200;
/// Sunday, 28 February 2100, 12:00:00 GMT: there is no leap day in that year.
const IN_2100: u64 = 4_107_499_200;

// Any value would do; these are easy to recognize.
const DEFAULT: Duration = Duration::from_secs(45);
// See above.
const CAP: Duration = Duration::from_secs(7 * 24 * 60 * 60);

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[track_caller]
fn ask(value: Option<&[u8]>, now: u64, default: Duration, cap: Duration) -> Duration {
    let now = SystemTime::UNIX_EPOCH + seconds(now);
    watch(Diagnosis::EndlessPoll, || {
        retry_after(value, now, default, cap)
    })
}

#[track_caller]
fn says(value: impl AsRef<[u8]>, asked: Duration) {
    says_at(NOW, value, asked);
}

#[track_caller]
fn says_at(now: u64, value: impl AsRef<[u8]>, asked: Duration) {
    let value = value.as_ref();
    let shown = value.escape_ascii();
    expect(
        ask(Some(value), now, DEFAULT, CAP),
        asked,
        &format!("the time to wait for `{shown}`"),
        &format!("`{shown}` に対する待ち時間"),
    );
}

#[test]
fn digits_are_seconds() {
    says("120", seconds(120));
    says("1", seconds(1));
    says("0", Duration::ZERO);
    says("007", seconds(7));
    says(format!("{}120", "0".repeat(40)), seconds(120));
    // More than 32 bits.
    let long = seconds(5_000_000_000);
    expect(
        ask(Some(b"5000000000"), NOW, DEFAULT, long + long),
        long,
        "the time to wait for `5000000000`, with a cap above it",
        "`5000000000` に対する待ち時間 (cap はそれより上)",
    );
}

#[test]
fn no_header_gives_the_default() {
    let waits = ask(None, NOW, DEFAULT, CAP);
    expect(
        waits,
        DEFAULT,
        "the time to wait without a header",
        "ヘッダーがないときの待ち時間",
    );
}

#[test]
fn what_cannot_be_understood_gives_the_default() {
    for value in [
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
        "Fri, 06 Nov 2026",
        "Fri, 06 Foo 2026 08:50:37 GMT",
        "Fri, 06 Nov 2026 08:50 GMT",
        "Fri, 06 Nov 2026 08:50:37",
        "Fri, 06 Nov 2026 08:50:37 EST",
        "Fri, 06 Nov 2026 08:50:37 +0900",
        "Friday, 06-Nov-26 08:50:37 EST",
        "Fri, 06 Nov 2026 08:50:37 GMT or later",
        "Fri,",
        "GMT",
    ] {
        says(value, DEFAULT);
    }
}

#[test]
fn bytes_that_are_no_text_give_the_default() {
    says(b"\xff\xfe", DEFAULT);
    says(b"12\xff", DEFAULT);
    says(b"Fri, 06 Nov 2026 08:50:37 \xe9MT", DEFAULT);
    says("Fr\u{e9}, 06 N\u{f6}v 2026 08:50:37 GMT", DEFAULT);
    // Digits of another script.
    says("\u{0661}\u{0662}", DEFAULT);
}

#[test]
fn usual_date_gives_the_time_until_then() {
    says("Fri, 06 Nov 2026 08:50:37 GMT", seconds(60));
    says("Fri, 06 Nov 2026 10:49:38 GMT", seconds(7201));
    says("Mon, 09 Nov 2026 00:00:00 GMT", seconds(227_423));
}

#[test]
fn old_date_with_two_digits_of_the_year() {
    says("Friday, 06-Nov-26 08:50:37 GMT", seconds(60));
    says("Wednesday, 11-Nov-26 08:49:37 GMT", seconds(432_000));
    // 2094 would be 68 years ahead.
    says("Sunday, 06-Nov-94 08:49:37 GMT", Duration::ZERO);
    // 2075 is 49 years ahead, and 2078 would be 52.
    says("Wednesday, 06-Nov-75 08:49:37 GMT", CAP);
    says("Monday, 06-Nov-78 08:49:37 GMT", Duration::ZERO);
    // Seen from 2060, 2094 is near enough.
    says_at(IN_2060, "Saturday, 06-Nov-94 08:49:37 GMT", CAP);
    // A few days across the turn of the year.
    let new_year = 1_798_675_200;
    says_at(new_year, "Friday, 01-Jan-27 00:00:00 GMT", seconds(86_400));
}

#[test]
fn date_as_c_writes_it() {
    says("Fri Nov  6 08:50:37 2026", seconds(60));
    says("Wed Nov 11 08:49:37 2026", seconds(432_000));
}

#[test]
fn dates_across_a_leap_day() {
    for value in [
        "Wed, 01 Mar 2028 12:00:00 GMT",
        "Wednesday, 01-Mar-28 12:00:00 GMT",
        "Wed Mar  1 12:00:00 2028",
    ] {
        says_at(BEFORE_LEAP_DAY, value, seconds(2 * 86_400));
    }
    says_at(
        BEFORE_LEAP_DAY,
        "Tue, 29 Feb 2028 12:00:00 GMT",
        seconds(86_400),
    );
    says_at(
        IN_2000,
        "Wed, 01 Mar 2000 12:00:00 GMT",
        seconds(2 * 86_400),
    );
    says_at(IN_2100, "Mon, 01 Mar 2100 12:00:00 GMT", seconds(86_400));
}

#[test]
fn each_month_has_its_length() {
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
    // 1 January 2027.
    let mut first = 1_798_761_600;
    for (month, days) in MONTHS {
        let value = format!("Fri, 02 {month} 2027 00:00:01 GMT");
        says_at(first, value, seconds(86_401));
        first += days * 86_400;
    }
}

#[test]
fn date_that_is_over_gives_zero() {
    for value in [
        "Fri, 06 Nov 2026 08:49:37 GMT",
        "Fri, 06 Nov 2026 08:49:36 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 01-Nov-26 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
    ] {
        says(value, Duration::ZERO);
    }
}

#[test]
fn nothing_is_longer_than_the_cap() {
    says("604800", CAP);
    says("604801", CAP);
    says("99999999", CAP);
    says("Fri, 13 Nov 2026 08:49:38 GMT", CAP);
    says("Fri, 31 Dec 9999 23:59:59 GMT", CAP);
    for value in [None, Some(&b"soon"[..])] {
        let waits = ask(value, NOW, seconds(60), seconds(30));
        expect(
            waits,
            seconds(30),
            "the time to wait, with a default above the cap",
            "default が cap を超えるときの待ち時間",
        );
    }
}

#[test]
fn number_larger_than_any_integer_gives_the_cap() {
    says("18446744073709551615", CAP);
    says("18446744073709551616", CAP);
    says("340282366920938463463374607431768211456", CAP);
    says("9".repeat(400), CAP);
}

#[test]
fn impossible_dates_do_no_harm() {
    for value in [
        "Fri, 00 Nov 2026 08:49:37 GMT",
        "Fri, 99 Nov 2026 99:99:99 GMT",
        "Fri, 06 Nov 0000 00:00:00 GMT",
        "Fri, 06 Nov -2026 08:49:37 GMT",
        "Mon, 06 Nov 1904 08:49:37 GMT",
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
    ] {
        let value = value.as_bytes();
        let shown = value.escape_ascii();
        let waits = probe::panics::caught(|| ask(Some(value), NOW, DEFAULT, CAP));
        let waits = waits.unwrap_or_else(|message| {
            Finding::new(Diagnosis::WrongResult)
                .note(
                    format!("`{shown}` made the function panic: {message}"),
                    format!("`{shown}` で関数がパニックしました: {message}"),
                )
                .raise()
        });
        demand(
            waits <= CAP,
            Diagnosis::WrongResult,
            format!("the time to wait for `{shown}`: {waits:?}, which is above the cap"),
            format!("`{shown}` に対する待ち時間は {waits:?} で、上限を超えています"),
        );
    }
}
