//~ wrong-result in two_crawls_side_by_side
//! "All is done; whoever still waits for the stop may go." The token is the caller's, and another
//! crawl listens to it as well.

use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Page, Web};
use tokio::select;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::{sleep, timeout};
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
            crawl.stop.cancel();
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
        let limited = timeout(self.config.page_limit, self.exchange(&url, place));
        let end = select! {
            biased;
            end = limited => end.ok(),
            () = self.grace_is_over() => None,
        };
        match end {
            Some(Ok(page)) => (url, Outcome::Fetched, page.links),
            Some(Err(failure)) => (url, Outcome::Failed(failure), Vec::new()),
            None => (url, Outcome::TimedOut, Vec::new()),
        }
    }

    async fn exchange(&self, url: &str, mut place: SemaphorePermit<'_>) -> Result<Page, Failure> {
        let mut pause = self.config.pause;
        let mut left = self.config.retries;
        loop {
            let fetched = self.web.fetch(url).await;
            drop(place);
            let Err(Failure::Busy { retry_after }) = fetched else {
                return fetched;
            };
            if left == 0 || !self.pauses(retry_after.unwrap_or(pause)).await {
                return fetched;
            }
            place = match self.place().await {
                Some(place) => place,
                None => return fetched,
            };
            left -= 1;
            pause = pause.saturating_mul(2);
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
