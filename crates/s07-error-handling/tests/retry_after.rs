//! What a header says about the time to wait. The first two tests are about seconds; then make the
//! dates green, one form after the other. Limits and hostile headers come last.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s07-error-handling/retry_after.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s07-error-handling/retry_after.rs"
)]
mod retry_after;
mod retry_after_scene;

use std::time::Duration;

use retry_after_scene::{
    CAP, DEFAULT, Given, IMPOSSIBLE, NOT_UNDERSTOOD, NOW, USUALLY, dates, numbers, scrambled,
    seconds,
};

/// 28 February 2028, 12:00:00 GMT: a day before the leap day.
const BEFORE_LEAP_DAY: Duration = seconds(1_835_352_000);
/// 28 February 2100, 12:00:00 GMT: there is no leap day in that year.
const IN_2100: Duration = seconds(4_107_499_200);
/// 1 January 2060, 00:00:00 GMT.
const IN_2060: Duration = seconds(2_840_140_800);

fn at(now: Duration) -> Given {
    Given { now, ..USUALLY }
}

// rule: "A header of ASCII digits and nothing else is a number of seconds, whatever zeros are in front."
// rule.ja: "ASCII の数字だけからなるヘッダーは秒数です。先頭にゼロがいくつあっても変わりません。"
#[test]
fn digits_are_seconds() {
    USUALLY.says("120", seconds(120));
    USUALLY.says("0", Duration::ZERO);
    USUALLY.says("007", seconds(7));
    USUALLY.says(format!("{}120", "0".repeat(40)), seconds(120));
    // More than 32 bits.
    let cap = seconds(10_000_000_000);
    Given { cap, ..USUALLY }.says("5000000000", seconds(5_000_000_000));
}

// rule: "Anything else gives `default`: no header, an empty one, `-1`, `+5`, `1.5`, a space around the digits, a list, a word, half a date, a date with more behind it, another time zone, a month that does not exist, bytes that are not UTF-8. What is nearly a date, such as one with a day of one digit, a plus sign, two spaces, or lower case, may be read as one."
// rule.ja: "それ以外はすべて `default` です。ヘッダーなし、空のヘッダー、`-1`、`+5`、`1.5`、数字の前後の空白、リスト、単語、途中で切れた日時、後ろに余分なものが続く日時、別のタイムゾーン、存在しない月、UTF-8 でないバイト列などです。1 桁の日、プラス記号、二つの空白、小文字のように少しだけ形式の異なる日時は、日時として読んでもかまいません。"
#[test]
fn no_header_gives_the_default() {
    USUALLY.says_without(DEFAULT);
}

// rule: "A date gives the exact time from `now` until then, and zero once it is over."
// rule.ja: "日時なら、`now` からその時刻までの正確な時間で、過ぎていればゼロです。"
// rule: "All three forms of a date are read, each in GMT: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, and `Sun Nov  6 08:49:37 1994`, where a day below ten has a space in front."
// rule.ja: "日時の三つの形式をすべて読みます。いずれも GMT で、`Sun, 06 Nov 1994 08:49:37 GMT`、`Sunday, 06-Nov-94 08:49:37 GMT`、`Sun Nov  6 08:49:37 1994` です。最後の形式では、1 桁の日の前に空白が入ります。"
#[test]
fn usual_date_gives_the_time_until_then() {
    USUALLY.says("Fri, 06 Nov 2026 08:50:37 GMT", seconds(60));
    USUALLY.says("Mon, 09 Nov 2026 00:00:00 GMT", seconds(227_423));
}

// rule: "All three forms of a date are read, each in GMT: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, and `Sun Nov  6 08:49:37 1994`, where a day below ten has a space in front."
// rule.ja: "日時の三つの形式をすべて読みます。いずれも GMT で、`Sun, 06 Nov 1994 08:49:37 GMT`、`Sunday, 06-Nov-94 08:49:37 GMT`、`Sun Nov  6 08:49:37 1994` です。最後の形式では、1 桁の日の前に空白が入ります。"
#[test]
fn date_as_c_writes_it() {
    USUALLY.says("Fri Nov  6 08:50:37 2026", seconds(60));
    USUALLY.says("Wed Nov 11 08:49:37 2026", seconds(432_000));
}

// rule: "All three forms of a date are read, each in GMT: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, and `Sun Nov  6 08:49:37 1994`, where a day below ten has a space in front."
// rule.ja: "日時の三つの形式をすべて読みます。いずれも GMT で、`Sun, 06 Nov 1994 08:49:37 GMT`、`Sunday, 06-Nov-94 08:49:37 GMT`、`Sun Nov  6 08:49:37 1994` です。最後の形式では、1 桁の日の前に空白が入ります。"
#[test]
fn date_with_two_digits_of_the_year() {
    USUALLY.says("Friday, 06-Nov-26 08:50:37 GMT", seconds(60));
    USUALLY.says("Wednesday, 11-Nov-26 08:49:37 GMT", seconds(432_000));
    // A few days across the turn of the year.
    let december = at(seconds(1_798_675_200));
    december.says("Friday, 01-Jan-27 00:00:00 GMT", seconds(86_400));
}

// rule: "A date gives the exact time from `now` until then, and zero once it is over."
// rule.ja: "日時なら、`now` からその時刻までの正確な時間で、過ぎていればゼロです。"
#[test]
fn dates_across_a_leap_day() {
    for header in [
        "Wed, 01 Mar 2028 12:00:00 GMT",
        "Wednesday, 01-Mar-28 12:00:00 GMT",
        "Wed Mar  1 12:00:00 2028",
    ] {
        at(BEFORE_LEAP_DAY).says(header, seconds(2 * 86_400));
    }
    at(BEFORE_LEAP_DAY).says("Tue, 29 Feb 2028 12:00:00 GMT", seconds(86_400));
    at(IN_2100).says("Mon, 01 Mar 2100 12:00:00 GMT", seconds(86_400));
}

// rule: "A date gives the exact time from `now` until then, and zero once it is over."
// rule.ja: "日時なら、`now` からその時刻までの正確な時間で、過ぎていればゼロです。"
#[test]
fn date_that_is_over_gives_zero() {
    for header in [
        "Fri, 06 Nov 2026 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 01-Nov-26 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        // Before 1970.
        "Sun, 06 Nov 1904 08:49:37 GMT",
    ] {
        USUALLY.says(header, Duration::ZERO);
    }
}

// rule: "A date gives the exact time from `now` until then, and zero once it is over."
// rule.ja: "日時なら、`now` からその時刻までの正確な時間で、過ぎていればゼロです。"
#[test]
fn fraction_of_a_second_is_part_of_now() {
    let late = at(seconds(NOW) + Duration::from_millis(900));
    for header in [
        "Fri, 06 Nov 2026 08:50:37 GMT",
        "Friday, 06-Nov-26 08:50:37 GMT",
        "Fri Nov  6 08:50:37 2026",
    ] {
        late.says(header, Duration::from_millis(59_100));
    }
    late.says("Fri, 06 Nov 2026 08:49:37 GMT", Duration::ZERO);
}

// rule: "A year of two digits is the latest one that ends in them and puts the date at most 50 years after `now`, give or take three weeks: seen from 6 November 2026, `06-Oct-76` is in 2076, and `06-Dec-76` in 1976. None of those in the tests is meant after 2099."
// rule.ja: "2 桁の年は、下 2 桁がそれと同じで、日時が `now` から 50 年より先 (前後 3 週間は問いません) にならない年のうち、最も遅いものです。2026 年 11 月 6 日から見ると、`06-Oct-76` は 2076 年、`06-Dec-76` は 1976 年です。2100 年以降を意味するものは試しません。"
#[test]
fn two_digits_of_the_year_lie_50_years_ahead_at_most() {
    let cap = seconds(10_000_000_000);
    let today = Given { cap, ..USUALLY };
    // 2094 would be 68 years ahead.
    today.says("Sunday, 06-Nov-94 08:49:37 GMT", Duration::ZERO);
    // 2075 is 49 years ahead, and 2078 would be 52.
    today.says("Wednesday, 06-Nov-75 08:49:37 GMT", seconds(1_546_300_800));
    today.says("Monday, 06-Nov-78 08:49:37 GMT", Duration::ZERO);
    // 23 days before 50 years are over, and 23 days after.
    today.says("Wednesday, 14-Oct-76 08:49:37 GMT", seconds(1_575_936_000));
    today.says("Monday, 29-Nov-76 08:49:37 GMT", Duration::ZERO);
    // Seen from 2060, 2094 is near enough.
    let in_2060 = Given {
        now: IN_2060,
        ..today
    };
    in_2060.says("Saturday, 06-Nov-94 08:49:37 GMT", seconds(1_099_730_977));
}

// rule: "Whether the day of the week fits the date does not matter."
// rule.ja: "曜日が日付と合っているかどうかは問いません。"
#[test]
fn day_of_the_week_is_not_compared() {
    USUALLY.says("Mon, 06 Nov 2026 08:50:37 GMT", seconds(60));
    USUALLY.says("Monday, 06-Nov-26 08:50:37 GMT", seconds(60));
    USUALLY.says("Mon Nov  6 08:50:37 2026", seconds(60));
}

// rule: "Anything else gives `default`: no header, an empty one, `-1`, `+5`, `1.5`, a space around the digits, a list, a word, half a date, a date with more behind it, another time zone, a month that does not exist, bytes that are not UTF-8. What is nearly a date, such as one with a day of one digit, a plus sign, two spaces, or lower case, may be read as one."
// rule.ja: "それ以外はすべて `default` です。ヘッダーなし、空のヘッダー、`-1`、`+5`、`1.5`、数字の前後の空白、リスト、単語、途中で切れた日時、後ろに余分なものが続く日時、別のタイムゾーン、存在しない月、UTF-8 でないバイト列などです。1 桁の日、プラス記号、二つの空白、小文字のように少しだけ形式の異なる日時は、日時として読んでもかまいません。"
#[test]
fn what_cannot_be_understood_gives_the_default() {
    for header in NOT_UNDERSTOOD {
        USUALLY.says(header, DEFAULT);
    }
}

// rule: "Anything else gives `default`: no header, an empty one, `-1`, `+5`, `1.5`, a space around the digits, a list, a word, half a date, a date with more behind it, another time zone, a month that does not exist, bytes that are not UTF-8. What is nearly a date, such as one with a day of one digit, a plus sign, two spaces, or lower case, may be read as one."
// rule.ja: "それ以外はすべて `default` です。ヘッダーなし、空のヘッダー、`-1`、`+5`、`1.5`、数字の前後の空白、リスト、単語、途中で切れた日時、後ろに余分なものが続く日時、別のタイムゾーン、存在しない月、UTF-8 でないバイト列などです。1 桁の日、プラス記号、二つの空白、小文字のように少しだけ形式の異なる日時は、日時として読んでもかまいません。"
#[test]
fn bytes_that_are_no_text_give_the_default() {
    USUALLY.says(b"\xff\xfe", DEFAULT);
    USUALLY.says(b"12\xff", DEFAULT);
    USUALLY.says(b"Fri, 06 Nov 2026 08:50:37 \xe9MT", DEFAULT);
    USUALLY.says("Fr\u{e9}, 06 N\u{f6}v 2026 08:50:37 GMT", DEFAULT);
    // Digits of another script.
    USUALLY.says("\u{0661}\u{0662}", DEFAULT);
}

// rule: "The result is never more than `cap`, and that includes `default`."
// rule.ja: "結果は `cap` を超えません。`default` も例外ではありません。"
#[test]
fn nothing_is_longer_than_the_cap() {
    USUALLY.says("604800", CAP);
    USUALLY.says("604801", CAP);
    USUALLY.says("99999999", CAP);
    USUALLY.says("Fri, 13 Nov 2026 08:49:38 GMT", CAP);
    USUALLY.says("Fri, 31 Dec 9999 23:59:59 GMT", CAP);
    let cap = Duration::from_millis(1500);
    let short = Given { cap, ..USUALLY };
    short.says_without(cap);
    for header in ["2", "soon", "Fri, 06 Nov 2026 08:50:37 GMT"] {
        short.says(header, cap);
    }
}

// rule: "A number too large for any integer type is still a number: it gives `cap`."
// rule.ja: "どの整数型にも収まらない数も、数であることに変わりはなく、結果は `cap` です。"
#[test]
fn number_larger_than_any_integer_gives_the_cap() {
    USUALLY.says("18446744073709551615", CAP);
    USUALLY.says("18446744073709551616", CAP);
    USUALLY.says("340282366920938463463374607431768211456", CAP);
    USUALLY.says("9".repeat(400), CAP);
}

// rule: "A header of ASCII digits and nothing else is a number of seconds, whatever zeros are in front."
// rule.ja: "ASCII の数字だけからなるヘッダーは秒数です。先頭にゼロがいくつあっても変わりません。"
// rule: "A number too large for any integer type is still a number: it gives `cap`."
// rule.ja: "どの整数型にも収まらない数も、数であることに変わりはなく、結果は `cap` です。"
// rule: "The result is never more than `cap`, and that includes `default`."
// rule.ja: "結果は `cap` を超えません。`default` も例外ではありません。"
#[test]
fn any_number_any_cap() {
    for (given, digits, asked) in numbers() {
        given.says(digits, asked);
        given.says_without(given.default.min(given.cap));
    }
}

// rule: "A date gives the exact time from `now` until then, and zero once it is over."
// rule.ja: "日時なら、`now` からその時刻までの正確な時間で、過ぎていればゼロです。"
// rule: "All three forms of a date are read, each in GMT: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, and `Sun Nov  6 08:49:37 1994`, where a day below ten has a space in front."
// rule.ja: "日時の三つの形式をすべて読みます。いずれも GMT で、`Sun, 06 Nov 1994 08:49:37 GMT`、`Sunday, 06-Nov-94 08:49:37 GMT`、`Sun Nov  6 08:49:37 1994` です。最後の形式では、1 桁の日の前に空白が入ります。"
// rule: "A year of two digits is the latest one that ends in them and puts the date at most 50 years after `now`, give or take three weeks: seen from 6 November 2026, `06-Oct-76` is in 2076, and `06-Dec-76` in 1976. None of those in the tests is meant after 2099."
// rule.ja: "2 桁の年は、下 2 桁がそれと同じで、日時が `now` から 50 年より先 (前後 3 週間は問いません) にならない年のうち、最も遅いものです。2026 年 11 月 6 日から見ると、`06-Oct-76` は 2076 年、`06-Dec-76` は 1976 年です。2100 年以降を意味するものは試しません。"
#[test]
fn any_date_seen_from_any_other() {
    for (given, date, asked) in dates() {
        given.says(date, asked);
    }
}

// rule: "Nothing makes the function panic, not even a date with impossible numbers such as day `00` or hour `99`, for which any result up to `cap` will do."
// rule.ja: "何が来てもパニックしません。日が `00`、時が `99` のようなありえない数を含む日時でも同じで、そのときの結果は `cap` 以下なら何でもかまいません。"
#[test]
fn impossible_dates_do_no_harm() {
    for header in IMPOSSIBLE {
        USUALLY.bears(header);
    }
}

// rule: "Nothing makes the function panic, not even a date with impossible numbers such as day `00` or hour `99`, for which any result up to `cap` will do."
// rule.ja: "何が来てもパニックしません。日が `00`、時が `99` のようなありえない数を含む日時でも同じで、そのときの結果は `cap` 以下なら何でもかまいません。"
#[test]
fn scrambled_headers_do_no_harm() {
    for header in scrambled() {
        USUALLY.bears(header);
    }
}
