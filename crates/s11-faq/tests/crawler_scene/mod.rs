//! Webs, crawls through them, and what is asked of both.

use std::collections::BTreeSet;
use std::future::pending;
use std::time::Duration;

use probe::program::{self, Report as Ran};
use probe::{Diagnosis, demand, ms};
use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Site, Web};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::crawler::crawl;

/// A web, one page a line: its address, how long it takes in milliseconds, what is odd about it,
/// and where it leads. "/a 10 busy 2 after 70 -> /b /c" is busy twice, and says when to come again;
/// "/b 10 gone" is none.
fn sites(web: &str) -> Vec<(String, Site)> {
    let lines = web.lines().filter(|line| !line.trim().is_empty());
    lines.map(site).collect()
}

fn site(line: &str) -> (String, Site) {
    let (about, links) = line.split_once("->").unwrap_or((line, ""));
    let mut words = about.split_whitespace();
    let mut next = || words.next();
    let number = |word: Option<&str>| word.and_then(|word| word.parse().ok()).expect("a number");
    let url = next().expect("an address").to_owned();
    let mut site = Site {
        takes: ms(number(next())),
        links: links.split_whitespace().map(str::to_owned).collect(),
        ..Site::default()
    };
    while let Some(word) = next() {
        match word {
            "busy" => site.busy = u32::try_from(number(next())).unwrap_or(u32::MAX),
            "after" => site.retry_after = Some(ms(number(next()))),
            "gone" => site.is_gone = true,
            other => panic!("a site that is {other}?"),
        }
    }
    (url, site)
}

/// "/ fetched, /a busy": what a report has to say, and no more.
fn outcomes(report: &str) -> Report {
    let parts = report
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let named = |after| {
        Outcome::Failed(Failure::Busy {
            retry_after: Some(ms(after)),
        })
    };
    let outcome = |part: &str| {
        let (url, word) = part.split_once(' ').expect("an address and a word");
        let outcome = match word {
            "fetched" => Outcome::Fetched,
            "busy" => Outcome::Failed(Failure::Busy { retry_after: None }),
            "gone" => Outcome::Failed(Failure::Gone),
            "busy-after-0" => named(0),
            "busy-after-60" => named(60),
            "timed-out" => Outcome::TimedOut,
            "unvisited" => Outcome::Unvisited,
            other => panic!("an outcome that is {other}?"),
        };
        (url.to_owned(), outcome)
    };
    parts.map(outcome).collect()
}

/// Begins at these addresses.
pub fn config(start: &str, at_once: usize) -> Config {
    Config {
        start: start.split_whitespace().map(str::to_owned).collect(),
        at_once,
        retries: 3,
        pause: ms(100),
        page_limit: ms(100_000),
        grace: ms(100_000),
    }
}

/// [`config`] with a limit of 150 ms on each page.
pub fn limited(start: &str, at_once: usize) -> Config {
    Config {
        page_limit: ms(150),
        ..config(start, at_once)
    }
}

/// A crawl that has come to its end.
pub struct Crawled {
    ran: Ran<(Report, Web)>,
}

impl Crawled {
    /// Crawls without a stop.
    #[track_caller]
    pub fn to_the_end(config: Config, web: &str) -> Crawled {
        Crawled::until(None, config, web)
    }

    /// Crawls, and stops after that time, if any; at 0, before it begins.
    #[track_caller]
    pub fn until(stop: Option<u64>, config: Config, web: &str) -> Crawled {
        let ran = program::run(|| async {
            let (web, token) = (self::web(web), CancellationToken::new());
            if stop == Some(0) {
                token.cancel();
            }
            let stopped = async {
                match stop {
                    Some(after) => sleep(ms(after)).await,
                    None => pending().await,
                }
                token.cancel();
                pending::<Report>().await
            };
            let report = tokio::select! {
                biased;
                report = stopped => report,
                report = crawl(web.clone(), config, token.clone()) => report,
            };
            (report, web)
        });
        let crawled = Crawled { ran };
        crawled.ran.no_task_left();
        crawled
    }

    pub fn web(&self) -> &Web {
        &self.ran.output.1
    }

    #[track_caller]
    pub fn took(&self, takes: u64) -> &Crawled {
        self.ran.took(ms(takes));
        self
    }

    /// The same, where `one_by_one` is the time of the fetches one after the other.
    #[track_caller]
    pub fn took_not(&self, takes: u64, one_by_one: u64) -> &Crawled {
        self.ran.took_not(ms(takes), ms(one_by_one));
        self
    }

    /// Asks for that, and nothing else: "/ fetched, /a gone".
    #[track_caller]
    pub fn reports(&self, asked: &str) -> &Crawled {
        let (report, asked) = (&self.ran.output.0, outcomes(asked));
        let urls: BTreeSet<_> = report.keys().chain(asked.keys()).collect();
        let differs = |url: &&&String| report.get(**url) != asked.get(**url);
        let wrong: Vec<_> = urls
            .iter()
            .filter(differs)
            .map(|url| {
                format!(
                    "{url} is {:?}, expected {:?}",
                    report.get(*url),
                    asked.get(*url)
                )
            })
            .collect();
        demand(
            wrong.is_empty(),
            Diagnosis::WrongResult,
            format!("in the report, {}", wrong.join("; ")),
            format!("レポートの誤り: {}", wrong.join("、")),
        );
        self
    }

    /// Asks that each of these pages was fetched once, whenever that was.
    #[track_caller]
    pub fn fetched_once(&self, urls: &str) -> &Crawled {
        for url in urls.split_whitespace() {
            let seen = self.web().fetches(url).len();
            demand(
                seen == 1,
                Diagnosis::WrongResult,
                format!("{url} was fetched {seen} times, expected once"),
                format!("{url} の取得は {seen} 回でした (期待値は 1 回)"),
            );
        }
        self
    }

    /// Asks when the fetches of a page began.
    #[track_caller]
    pub fn fetched(&self, url: &str, asked: &[u64]) -> &Crawled {
        let seen: Vec<u128> = self
            .web()
            .fetches(url)
            .iter()
            .map(Duration::as_millis)
            .collect();
        let asked: Vec<u128> = asked.iter().map(|at| u128::from(*at)).collect();
        demand(
            seen == asked,
            Diagnosis::WrongResult,
            format!("fetches of {url} began at {seen:?} ms, expected {asked:?}"),
            format!("{url} の取得の開始時刻 {seen:?} ms (期待値 {asked:?})"),
        );
        self
    }

    /// Asks that no fetch began later.
    #[track_caller]
    pub fn begins_nothing_after(&self, stop: u64) -> &Crawled {
        let latest = self.web().latest();
        demand(
            latest.is_none_or(|latest| latest <= ms(stop)),
            Diagnosis::WrongResult,
            format!("it was stopped at {stop} ms, and a fetch began at {latest:?}"),
            format!("{stop} ms に停止したのに、{latest:?} に取得が始まりました"),
        );
        self
    }
}

/// The web of those lines.
pub fn web(lines: &str) -> Web {
    Web::new(sites(lines))
}

/// So many pages of 1 ms, each of which leads to the next, and what a report says of them.
pub fn chain(pages: usize) -> (String, String) {
    let page = |at: usize| match at + 1 == pages {
        true => format!("/{at} 1\n"),
        false => format!("/{at} 1 -> /{}\n", at + 1),
    };
    let report = (0..pages).map(|at| format!("/{at} fetched, "));
    ((0..pages).map(page).collect(), report.collect())
}

/// An index that leads to so many pages of 30 ms, and what a report says of them.
pub fn index(pages: usize) -> (String, String) {
    let urls: Vec<String> = (0..pages).map(|page| format!("/{page:03}")).collect();
    let lines = urls.iter().map(|url| format!("{url} 30\n"));
    let web = format!("/ 10 -> {}\n{}", urls.join(" "), lines.collect::<String>());
    let report = urls.iter().map(|url| format!("{url} fetched, "));
    (web, report.collect::<String>() + "/ fetched")
}
