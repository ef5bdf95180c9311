//~ wrong-result in limit_is_on_the_whole_exchange
//~ wrong-result in stopped_while_it_waits_for_a_place_again
//! "What waits in the queue waits for its first fetch." One that waits for a place again stands in
//! it, too: there its limit is over, and nobody looks.

use std::collections::VecDeque;
use std::time::Duration;

use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Page, Web};
use tokio::select;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};
use tokio_util::sync::CancellationToken;

#[derive(Clone)]
struct Visit {
    url: String,
    deadline: Instant,
    tried: u32,
    pause: Duration,
}

enum End {
    Page(Visit, Result<Page, Failure>),
    Late(Visit),
    Again(Visit),
}

pub async fn crawl(web: Web, config: Config, stop: CancellationToken) -> Report {
    let mut report = Report::new();
    let mut queue: VecDeque<(String, Option<Visit>)> = VecDeque::new();
    let mut fetching: FuturesUnordered<BoxFuture<'static, End>> = FuturesUnordered::new();
    let mut pausing: FuturesUnordered<BoxFuture<'static, End>> = FuturesUnordered::new();
    let mut in_flight: Vec<String> = Vec::new();
    for url in config.start.clone() {
        if report.insert(url.clone(), Outcome::Unvisited).is_none() {
            queue.push_back((url, None));
        }
    }
    let mut end_of_grace = None;
    loop {
        if stop.is_cancelled() && end_of_grace.is_none() {
            end_of_grace = Some(Instant::now() + config.grace);
        }
        if end_of_grace.is_some() {
            pausing.clear();
            queue.clear();
        }
        while fetching.len() < config.at_once {
            let Some((url, again)) = queue.pop_front() else {
                break;
            };
            let visit = again.unwrap_or_else(|| Visit {
                url: url.clone(),
                deadline: Instant::now() + config.page_limit,
                tried: 0,
                pause: config.pause,
            });
            let web = web.clone();
            in_flight.push(url);
            fetching.push(Box::pin(async move {
                let fetched = timeout_at(visit.deadline, web.fetch(&visit.url)).await;
                match fetched {
                    Ok(fetched) => End::Page(visit, fetched),
                    Err(_) => End::Late(visit),
                }
            }));
        }
        if fetching.is_empty() && pausing.is_empty() {
            return report;
        }
        let end = select! {
            biased;
            Some(end) = fetching.next() => end,
            Some(end) = pausing.next() => end,
            () = stop.cancelled(), if end_of_grace.is_none() => continue,
            () = sleep_until(end_of_grace.unwrap_or_else(Instant::now)), if end_of_grace.is_some() => {
                for url in in_flight {
                    report.insert(url, Outcome::TimedOut);
                }
                return report;
            }
        };
        match end {
            End::Late(visit) => {
                in_flight.retain(|url| *url != visit.url);
                report.insert(visit.url, Outcome::TimedOut);
            }
            End::Again(visit) => queue.push_back((visit.url.clone(), Some(visit))),
            End::Page(visit, Ok(page)) => {
                in_flight.retain(|url| *url != visit.url);
                report.insert(visit.url, Outcome::Fetched);
                for link in page.links {
                    if !report.contains_key(&link) {
                        report.insert(link.clone(), Outcome::Unvisited);
                        queue.push_back((link, None));
                    }
                }
            }
            End::Page(mut visit, Err(failure)) => {
                in_flight.retain(|url| *url != visit.url);
                report.insert(visit.url.clone(), Outcome::Failed(failure.clone()));
                let Failure::Busy { retry_after } = failure else {
                    continue;
                };
                if visit.tried == config.retries || stop.is_cancelled() {
                    continue;
                }
                let pause = retry_after.unwrap_or(visit.pause);
                visit.tried += 1;
                visit.pause = visit.pause.saturating_mul(2);
                pausing.push(Box::pin(async move {
                    match timeout_at(visit.deadline, sleep(pause)).await {
                        Ok(()) => End::Again(visit),
                        Err(_) => End::Late(visit),
                    }
                }));
            }
        }
    }
}
