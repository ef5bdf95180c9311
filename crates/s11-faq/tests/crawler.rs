//! A crawl from its first page to its report: so many fetches at once, retries, limits, and a stop
//! after which nothing is lost. Time is virtual.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s11-faq/crawler.rs"
)]
#[cfg_attr(feature = "solution", path = "../../../solutions/s11-faq/crawler.rs")]
mod crawler;
mod crawler_scene;

use crawler::crawl;
use crawler_scene::{Crawled, chain, config, index, limited, web};
use probe::{expect, ms, program};
use s11_faq::crawl::Config;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

// rule: "Every page that can be reached is fetched, once, however long the way to it is, however many links lead to it, and whether they lead in a circle or to itself. The report has each page that is known, and nothing else."
// rule.ja: "たどり着けるページはすべて、一度ずつ取得します。そこまでの道のりがどれほど長くても、リンクがいくつあっても、輪になっていても、自分自身を指していても同じです。レポートには、知られているページがすべて載り、それ以外は載りません。"
#[test]
fn every_page_once() {
    let circle = "
        /      10 -> /a /b /a /
        /a     30 -> /b /c
        /b     20 -> / /gone /b
        /c      5 -> /a
        /alone  5 -> /";
    Crawled::to_the_end(config("/", 9), circle)
        .reports("/ fetched, /a fetched, /b fetched, /c fetched, /gone gone")
        .fetched_once("/ /a /b /c /gone")
        .took_not(45, 10 + 30 + 20 + 5)
        .fetched("/", &[0])
        .fetched("/b", &[10])
        .fetched("/c", &[40])
        .fetched("/gone", &[30]);
    Crawled::to_the_end(config("/x /x /y", 9), "/x 3\n/y 4 -> /x")
        .reports("/x fetched, /y fetched")
        .fetched("/x", &[0])
        .took(4);
    Crawled::to_the_end(config("", 9), "").reports("").took(0);
    let (pages, report) = chain(2000);
    Crawled::to_the_end(config("/0", 9), &pages)
        .reports(&report)
        .took(2000);
}

// rule: "At most `at_once` fetches are in flight at the same time, from 1 to `usize::MAX`."
// rule.ja: "同時に進む取得は `at_once` 個までです。`at_once` は 1 から `usize::MAX` までです。"
// rule: "As soon as there is a place, the next page is fetched, in the order in which the pages were found; one that is tried again may come before the new ones, or behind them."
// rule.ja: "空きができればすぐに、見つかった順に次のページを取得します。試し直すページは、新しいページより先でも後でもかまいません。"
#[test]
fn so_many_at_once_and_no_pause_between() {
    for (pages, at_once, rounds) in [(20, 3, 7), (20, 1, 20), (20, 20, 1), (1100, usize::MAX, 1)] {
        let (web, report) = index(pages);
        let crawled = Crawled::to_the_end(config("/", at_once), &web);
        crawled.web().in_flight().at_most(at_once);
        crawled.web().in_flight().at_least(at_once.min(pages));
        crawled.reports(&report).took(10 + rounds * 30);
    }
    let uneven = "/long 80\n/1 10 -> /5\n/2 30\n/3 10\n/4 20\n/5 10";
    Crawled::to_the_end(config("/long /1 /2 /3 /4", 2), uneven)
        .fetched("/3", &[40])
        .fetched("/5", &[70])
        .took(80);
}

// rule: "A busy page is tried up to `retries` more times: after `pause`, twice that, and so on, or after the time that the answer names. One that is gone is not tried again."
// rule.ja: "混雑しているページは、さらに `retries` 回まで試します。間隔は `pause`、その 2 倍、と伸びていき、応答が時間を指定していればそれに従います。存在しないページは試し直しません。"
#[test]
fn tried_again_after_longer_and_longer_pauses() {
    let pages = "
        /late   10 busy 3 -> /found
        /later  20 busy 4
        /gone   10 gone
        /told   10 busy 2 after 70
        /longer 10 busy 2 after 170
        /now    10 busy 9 after 0
        /found   1";
    Crawled::to_the_end(config("/late /later /gone /told /longer /now", 9), pages)
        .fetched("/late", &[0, 110, 320, 730])
        .fetched("/later", &[0, 120, 340, 760])
        .fetched("/gone", &[0])
        .fetched("/told", &[0, 80, 160])
        .fetched("/longer", &[0, 180, 360])
        .fetched("/now", &[0, 10, 20, 30])
        .reports(
            "/late fetched, /later busy, /gone gone, /told fetched, /longer fetched, \
             /now busy-after-0, /found fetched",
        )
        .took(780);
}

// rule: "While a page pauses, it takes no place."
// rule.ja: "間隔を空けている間、そのページは枠を使いません。"
#[test]
fn a_pause_takes_no_place() {
    Crawled::to_the_end(config("/busy /a /b", 1), "/busy 10 busy 1\n/a 20\n/b 30")
        .fetched("/a", &[10])
        .fetched("/b", &[30])
        .fetched("/busy", &[0, 110])
        .took(120);
}

// rule: "A page may take `page_limit` from its first fetch on, with all retries, pauses, and waits for a place; then its fetch is dropped, its place is free, and it is `TimedOut`."
// rule.ja: "ひとつのページにかけてよい時間は、最初の取得から、試し直しも、間隔も、枠を待つ時間も含めて `page_limit` までです。過ぎると取得はドロップされ、枠が空き、結果は `TimedOut` になります。"
#[test]
fn limit_is_on_the_whole_exchange() {
    let pages = "/busy 10 busy 9\n/slow 900\n/good 120\n/last 149";
    Crawled::to_the_end(limited("/busy /slow /good /last", 3), pages)
        .fetched("/busy", &[0, 120])
        .reports("/busy timed-out, /slow timed-out, /good fetched, /last fetched")
        .took(159);
    let again = "/busy 10 busy 1\n/long 145\n/next 10";
    Crawled::to_the_end(limited("/busy /long /next", 1), again)
        .fetched("/busy", &[0])
        .fetched("/next", &[155])
        .reports("/busy timed-out, /long fetched, /next fetched")
        .took(165);
    Crawled::to_the_end(limited("/slow /last", 1), pages)
        .fetched("/last", &[150])
        .reports("/slow timed-out, /last fetched")
        .took(299);
}

// rule: "A busy page is tried up to `retries` more times: after `pause`, twice that, and so on, or after the time that the answer names. One that is gone is not tried again."
// rule.ja: "混雑しているページは、さらに `retries` 回まで試します。間隔は `pause`、その 2 倍、と伸びていき、応答が時間を指定していればそれに従います。存在しないページは試し直しません。"
#[test]
fn no_retries_or_very_many() {
    let none = Config {
        retries: 0,
        ..config("/", 9)
    };
    let crawled = Crawled::to_the_end(none, "/ 10 busy 1");
    crawled.fetched("/", &[0]).reports("/ busy").took(10);
    let many = Config {
        retries: u32::MAX,
        pause: ms(0),
        page_limit: ms(5000),
        ..config("/", 9)
    };
    let crawled = Crawled::to_the_end(many, "/ 30 busy 4000000000");
    crawled.reports("/ timed-out").took(5000);
}

// rule: "After the stop no fetch begins, at once: pages that were not begun are `Unvisited`, and one that pauses, or waits for a place again, has failed with its last answer."
// rule.ja: "停止した瞬間から、新しい取得は始めません。まだ始めていなかったページは `Unvisited` です。間隔を空けていたページも、ふたたび枠を待っていたページも、最後の応答で失敗したことになります。"
// rule: "Fetches that are in flight come to their end, and count: links that they bring are known, and `Unvisited`."
// rule.ja: "進行中の取得は最後まで進み、結果に含まれます。そこで見つかったリンクも、知られているページとして `Unvisited` になります。"
#[test]
fn stopped_then_what_is_in_flight_is_kept() {
    let pages = "/long 80 -> /new /busy /\n/busy 10 busy 1\n/late 70 busy 1\n/next 10\n/new 10";
    Crawled::until(Some(35), config("/long /busy /late /next", 2), pages)
        .begins_nothing_after(35)
        .reports(
            "/long fetched, /busy busy, /late busy, /next unvisited, /new unvisited, / unvisited",
        )
        .took(80);
}

// rule: "After the stop no fetch begins, at once: pages that were not begun are `Unvisited`, and one that pauses, or waits for a place again, has failed with its last answer."
// rule.ja: "停止した瞬間から、新しい取得は始めません。まだ始めていなかったページは `Unvisited` です。間隔を空けていたページも、ふたたび枠を待っていたページも、最後の応答で失敗したことになります。"
#[test]
fn stopped_in_a_pause_or_before_the_first_page() {
    let crawled = Crawled::until(Some(35), config("/", 1), "/ 10 busy 2");
    crawled.fetched("/", &[0]).reports("/ busy").took(35);
    let crawled = Crawled::until(Some(0), config("/ /a", 1), "/ 10");
    crawled.fetched("/", &[]);
    crawled.reports("/ unvisited, /a unvisited").took(0);
}

// rule: "After the stop no fetch begins, at once: pages that were not begun are `Unvisited`, and one that pauses, or waits for a place again, has failed with its last answer."
// rule.ja: "停止した瞬間から、新しい取得は始めません。まだ始めていなかったページは `Unvisited` です。間隔を空けていたページも、ふたたび枠を待っていたページも、最後の応答で失敗したことになります。"
#[test]
fn stopped_while_it_waits_for_a_place_again() {
    let pages = "/busy 10 busy 1 after 60\n/long 145\n/next 10";
    Crawled::until(Some(95), config("/busy /long /next", 1), pages)
        .begins_nothing_after(95)
        .reports("/busy busy-after-60, /long fetched, /next unvisited")
        .took(155);
    Crawled::until(Some(152), limited("/busy /long /next", 1), pages)
        .begins_nothing_after(152)
        .reports("/busy timed-out, /long fetched, /next unvisited")
        .took(155);
}

// rule: "What is in flight longer than `grace` after the stop is dropped, and `TimedOut`; what ends before is not waited for."
// rule.ja: "停止から `grace` を過ぎても進行中の取得は、ドロップされて `TimedOut` になります。それより早く終われば、`grace` を待たずに戻ります。"
#[test]
fn grace_ends_the_longest() {
    let pages = "/long 900\n/short 60\n/next 5";
    for (grace, long, takes) in [(40, "timed-out", 75), (2000, "fetched", 900)] {
        let config = Config {
            grace: ms(grace),
            ..config("/long /short /next", 2)
        };
        let crawled = Crawled::until(Some(35), config, pages);
        crawled.web().in_flight().is_idle();
        let report = format!("/long {long}, /short fetched, /next unvisited");
        crawled.reports(&report).took(takes);
    }
    let crawled = Crawled::until(Some(35), limited("/long /short /next", 2), pages);
    crawled.reports("/long timed-out, /short fetched, /next unvisited");
    crawled.took(150);
    for (grace, again, takes) in [(20, "timed-out", 90), (51, "fetched", 120)] {
        let config = Config {
            grace: ms(grace),
            ..config("/again", 1)
        };
        Crawled::until(Some(70), config, "/again 60 busy 1 after 0")
            .reports(&format!("/again {again}"))
            .took(takes);
    }
}

// rule: "Dropped, the crawl has no fetch in flight 1 ms later, and no task is left. So it is when it returns."
// rule.ja: "ドロップされると、1 ms 後には進行中の取得もタスクも残っていません。戻ったときも同じです。"
#[test]
fn dropped_then_nothing_goes_on() {
    let report = program::run(|| async {
        let web = web("/a 50 -> /c\n/b 10 busy 3\n/c 90");
        let crawl = crawl(
            web.clone(),
            config("/a /b /c /a", 2),
            CancellationToken::new(),
        );
        let _ = timeout(ms(20), crawl).await;
        sleep(ms(1)).await;
        web.in_flight().is_idle();
    });
    report.no_task_left();
}

// rule: "Two crawls know nothing of each other."
// rule.ja: "二つのクロールは互いに影響しません。"
#[test]
fn two_crawls_side_by_side() {
    let report = program::run(|| async {
        let stop = CancellationToken::new();
        let [one, other] = ["/ 30 -> /a\n/a 30 -> /b", "/ 50 -> /a\n/a 50 -> /b"]
            .map(|pages| crawl(web(pages), config("/", 1), stop.clone()));
        let (one, other) = tokio::join!(one, other);
        expect(one, other, "the two reports", "二つのレポート");
    });
    report.took(ms(100));
}
