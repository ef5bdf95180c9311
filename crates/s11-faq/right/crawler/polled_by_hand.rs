//! A future by hand: each page is a slot, and each slot is in a step.

use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Page, Web};
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::time::{Sleep, sleep};
use tokio_util::sync::{CancellationToken, WaitForCancellationFutureOwned};

type Boxed<T> = Pin<Box<dyn Future<Output = T> + Send>>;

enum Step {
    Fetch(Boxed<Result<Page, Failure>>),
    Pause(Pin<Box<Sleep>>, Failure),
    Wait(Failure),
}

struct Slot {
    url: String,
    tries: u32,
    limit: Pin<Box<Sleep>>,
    step: Step,
}

struct Crawl {
    web: Web,
    config: Config,
    report: Report,
    fresh: VecDeque<String>,
    slots: Vec<Slot>,
    stop: Pin<Box<WaitForCancellationFutureOwned>>,
    grace: Option<Pin<Box<Sleep>>>,
}

impl Crawl {
    fn know(&mut self, urls: Vec<String>) {
        for url in urls {
            if !self.report.contains_key(&url) {
                self.report.insert(url.clone(), Outcome::Unvisited);
                self.fresh.push_back(url);
            }
        }
    }

    fn fetch(web: &Web, url: &str) -> Step {
        let (web, url) = (web.clone(), url.to_owned());
        Step::Fetch(Box::pin(async move { web.fetch(&url).await }))
    }

    /// Gives free places away: first to those that were found first.
    fn fill(&mut self) {
        let mut flying = self
            .slots
            .iter()
            .filter(|slot| matches!(slot.step, Step::Fetch(_)))
            .count();
        for slot in &mut self.slots {
            if flying < self.config.at_once && matches!(slot.step, Step::Wait(_)) {
                slot.step = Self::fetch(&self.web, &slot.url);
                slot.tries += 1;
                flying += 1;
            }
        }
        while flying < self.config.at_once {
            let Some(url) = self.fresh.pop_front() else {
                break;
            };
            let step = Self::fetch(&self.web, &url);
            self.slots.push(Slot {
                url,
                tries: 1,
                limit: Box::pin(sleep(self.config.page_limit)),
                step,
            });
            flying += 1;
        }
    }

    fn slot(
        config: &Config,
        slot: &mut Slot,
        stopped: bool,
        cx: &mut Context<'_>,
    ) -> Poll<(Outcome, Vec<String>)> {
        if let Step::Fetch(fetch) = &mut slot.step {
            if let Poll::Ready(answer) = fetch.as_mut().poll(cx) {
                let failure = match answer {
                    Ok(page) => return Poll::Ready((Outcome::Fetched, page.links)),
                    Err(failure) => failure,
                };
                match failure {
                    Failure::Busy { retry_after } if slot.tries <= config.retries => {
                        let mut pause = config.pause;
                        (1..slot.tries.min(100)).for_each(|_| pause = pause.saturating_mul(2));
                        let pause = retry_after.unwrap_or(pause);
                        slot.step = Step::Pause(Box::pin(sleep(pause)), failure);
                    }
                    _ => return Poll::Ready((Outcome::Failed(failure), vec![])),
                }
            }
        }
        if slot.limit.as_mut().poll(cx).is_ready() {
            return Poll::Ready((Outcome::TimedOut, vec![]));
        }
        if let Step::Pause(pause, failure) = &mut slot.step {
            if pause.as_mut().poll(cx).is_ready() {
                slot.step = Step::Wait(failure.clone());
            }
        }
        match &slot.step {
            Step::Pause(_, failure) | Step::Wait(failure) if stopped => {
                Poll::Ready((Outcome::Failed(failure.clone()), vec![]))
            }
            _ => Poll::Pending,
        }
    }
}

impl Future for Crawl {
    type Output = Report;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Report> {
        let this = self.get_mut();
        if this.grace.is_none() && this.stop.as_mut().poll(cx).is_ready() {
            this.grace = Some(Box::pin(sleep(this.config.grace)));
        }
        let stopped = this.grace.is_some();
        loop {
            if !stopped {
                this.fill();
            }
            let mut progress = false;
            let mut at = 0;
            while at < this.slots.len() {
                let flew = matches!(this.slots[at].step, Step::Fetch(_));
                let waits = matches!(this.slots[at].step, Step::Wait(_));
                if let Poll::Ready((outcome, links)) =
                    Self::slot(&this.config, &mut this.slots[at], stopped, cx)
                {
                    let slot = this.slots.remove(at);
                    this.report.insert(slot.url, outcome);
                    this.know(links);
                    progress = true;
                } else {
                    progress |= !waits && matches!(this.slots[at].step, Step::Wait(_));
                    progress |= flew && !matches!(this.slots[at].step, Step::Fetch(_));
                    at += 1;
                }
            }
            if this.slots.is_empty() && (stopped || this.fresh.is_empty()) {
                return Poll::Ready(std::mem::take(&mut this.report));
            }
            if !progress || stopped {
                break;
            }
        }
        if let Some(grace) = &mut this.grace {
            ready!(grace.as_mut().poll(cx));
            for slot in this.slots.drain(..) {
                this.report.insert(slot.url, Outcome::TimedOut);
            }
            return Poll::Ready(std::mem::take(&mut this.report));
        }
        Poll::Pending
    }
}

pub async fn crawl(web: Web, config: Config, stop: CancellationToken) -> Report {
    let start = config.start.clone();
    let mut crawl = Crawl {
        web,
        config,
        report: Report::new(),
        fresh: VecDeque::new(),
        slots: Vec::new(),
        stop: Box::pin(stop.cancelled_owned()),
        grace: None,
    };
    crawl.know(start);
    crawl.await
}
