//~ abort in every_page_once
//! "A page is done when all that it leads to is done." Each poll of the first page goes through all
//! of them down to the last, and a long way is deeper than the stack.

use futures::future::{BoxFuture, join_all};
use futures::{FutureExt, StreamExt, stream};
use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Web};
use std::sync::Mutex;
use tokio::sync::Semaphore;
use tokio::time::{error::Elapsed, sleep, timeout};
use tokio_util::sync::CancellationToken;

struct Crawler {
    web: Web,
    config: Config,
    stop: CancellationToken,
    places: Semaphore,
    report: Mutex<Report>,
}

impl Crawler {
    fn all<'a>(&'a self, urls: &[String]) -> BoxFuture<'a, ()> {
        let mut new = Vec::new();
        {
            let mut report = self.report.lock().unwrap();
            for url in urls {
                if !report.contains_key(url) {
                    report.insert(url.clone(), Outcome::Unvisited);
                    new.push(url.clone());
                }
            }
        }
        async move {
            let visits = new.into_iter().map(|url| self.one(url)).collect::<Vec<_>>();
            join_all(visits).await;
        }
        .boxed()
    }

    async fn one(&self, url: String) {
        let mut links = Vec::new();
        let work = timeout_after_first(self, &url, &mut links);
        let outcome = tokio::select! {
            biased;
            outcome = work => outcome,
            () = self.grace() => Outcome::TimedOut,
        };
        self.report.lock().unwrap().insert(url, outcome);
        self.all(&links).await;
    }

    async fn grace(&self) {
        self.stop.cancelled().await;
        sleep(self.config.grace).await;
    }

    async fn attempt(&self, url: &str) -> Option<Result<Vec<String>, Failure>> {
        let place = self
            .stop
            .run_until_cancelled(self.places.acquire())
            .await?
            .ok()?;
        if self.stop.is_cancelled() {
            return None;
        }
        let answer = self.web.fetch(url).await;
        drop(place);
        Some(answer.map(|page| page.links))
    }
}

async fn timeout_after_first(crawler: &Crawler, url: &str, links: &mut Vec<String>) -> Outcome {
    let Some(Ok(place)) = crawler
        .stop
        .run_until_cancelled(crawler.places.acquire())
        .await
    else {
        return Outcome::Unvisited;
    };
    if crawler.stop.is_cancelled() {
        return Outcome::Unvisited;
    }
    let config = &crawler.config;
    let work = async {
        let mut answer = crawler.web.fetch(url).await.map(|page| page.links);
        drop(place);
        let mut pauses = stream::iter(std::iter::successors(Some(config.pause), |pause| {
            Some(pause.saturating_mul(2))
        }))
        .take(config.retries as usize);
        loop {
            let failure = match answer {
                Ok(found) => {
                    *links = found;
                    return Outcome::Fetched;
                }
                Err(failure) => failure,
            };
            let Failure::Busy { retry_after } = failure else {
                return Outcome::Failed(failure);
            };
            let Some(pause) = pauses.next().await else {
                return Outcome::Failed(failure);
            };
            let again = async {
                sleep(retry_after.unwrap_or(pause)).await;
            };
            if crawler.stop.run_until_cancelled(again).await.is_none() {
                return Outcome::Failed(failure);
            }
            answer = match crawler.attempt(url).await {
                Some(answer) => answer,
                None => return Outcome::Failed(failure),
            };
        }
    };
    timeout(config.page_limit, work)
        .await
        .unwrap_or_else(|_: Elapsed| Outcome::TimedOut)
}

pub async fn crawl(web: Web, config: Config, stop: CancellationToken) -> Report {
    let places = Semaphore::new(config.at_once.min(Semaphore::MAX_PERMITS));
    let start = config.start.clone();
    let crawler = Crawler {
        web,
        config,
        stop,
        places,
        report: Mutex::default(),
    };
    crawler.all(&start).await;
    crawler.report.into_inner().unwrap()
}
