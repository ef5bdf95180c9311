//! A moment, and not a length, says when a page has had its time; the pauses are computed from the
//! number of the attempt.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Page, Web};
use tokio::select;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{Instant, sleep, sleep_until};
use tokio_util::sync::CancellationToken;

pub async fn crawl(web: Web, config: Config, stop: CancellationToken) -> Report {
    let crawl = Crawl {
        places: Semaphore::new(config.at_once.min(Semaphore::MAX_PERMITS)),
        web,
        config,
        stop,
    };
    let mut report = Report::new();
    let mut visits = FuturesUnordered::new();
    let mut found = crawl.config.start.clone();
    loop {
        for url in found {
            if !report.contains_key(&url) {
                report.insert(url.clone(), Outcome::Unvisited);
                visits.push(crawl.visit(url));
            }
        }
        let Some((url, outcome, links)) = visits.next().await else {
            return report;
        };
        report.insert(url, outcome);
        found = links;
    }
}

struct Crawl {
    web: Web,
    config: Config,
    stop: CancellationToken,
    places: Semaphore,
}

impl Crawl {
    async fn visit(&self, url: String) -> (String, Outcome, Vec<String>) {
        let Some(place) = self.place().await else {
            return (url, Outcome::Unvisited, Vec::new());
        };
        let deadline = Instant::now() + self.config.page_limit;
        let end = select! {
            biased;
            end = self.exchange(&url, place) => Some(end),
            () = sleep_until(deadline) => None,
            () = self.grace_is_over() => None,
        };
        match end {
            Some(Ok(page)) => (url, Outcome::Fetched, page.links),
            Some(Err(failure)) => (url, Outcome::Failed(failure), Vec::new()),
            None => (url, Outcome::TimedOut, Vec::new()),
        }
    }

    async fn exchange(&self, url: &str, mut place: SemaphorePermit<'_>) -> Result<Page, Failure> {
        let mut attempt = 0;
        loop {
            let fetched = self.web.fetch(url).await;
            drop(place);
            let Err(Failure::Busy { retry_after }) = fetched else {
                return fetched;
            };
            let factor = 2_u32.saturating_pow(attempt);
            let pause = self.config.pause.saturating_mul(factor);
            if attempt == self.config.retries || !self.pauses(retry_after.unwrap_or(pause)).await {
                return fetched;
            }
            place = match self.place().await {
                Some(place) => place,
                None => return fetched,
            };
            attempt += 1;
        }
    }

    async fn place(&self) -> Option<SemaphorePermit<'_>> {
        select! {
            biased;
            () = self.stop.cancelled() => None,
            place = self.places.acquire() => place.ok(),
        }
    }

    async fn pauses(&self, pause: Duration) -> bool {
        select! {
            biased;
            () = self.stop.cancelled() => false,
            () = sleep(pause) => true,
        }
    }

    async fn grace_is_over(&self) {
        self.stop.cancelled().await;
        sleep(self.config.grace).await;
    }
}
