//! One loop that knows the state of every page, and to which everything else is an event.

use futures::StreamExt;
use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Page, Web};
use std::collections::{HashMap, VecDeque};
use std::time::Duration;
use tokio::time::{Instant, sleep_until, timeout_at};
use tokio_util::sync::CancellationToken;

const FAR: Duration = Duration::from_secs(60 * 60 * 24 * 365 * 30);

enum State {
    Queued,
    Flying,
    Pausing(Failure),
    Again(Failure),
    Over(Outcome),
}

struct Entry {
    state: State,
    tries: u32,
    deadline: Instant,
}

enum Event {
    Answer(String, Option<Result<Page, Failure>>),
    Awake(String),
}

fn later(by: Duration) -> Instant {
    Instant::now() + by.min(FAR)
}

struct Crawl {
    web: Web,
    config: Config,
    pages: HashMap<String, Entry>,
    queue: VecDeque<String>,
    events: FuturesUnordered<BoxFuture<'static, Event>>,
    flying: usize,
    open: usize,
}

impl Crawl {
    fn know(&mut self, url: &str, stopped: bool) {
        if self.pages.contains_key(url) {
            return;
        }
        let state = if stopped {
            State::Over(Outcome::Unvisited)
        } else {
            State::Queued
        };
        if !stopped {
            self.queue.push_back(url.to_owned());
            self.open += 1;
        }
        self.pages.insert(
            url.to_owned(),
            Entry {
                state,
                tries: 0,
                deadline: later(FAR),
            },
        );
    }

    fn over(&mut self, url: &str, outcome: Outcome) {
        self.pages.get_mut(url).unwrap().state = State::Over(outcome);
        self.open -= 1;
    }

    fn fill(&mut self) {
        while self.flying < self.config.at_once {
            let Some(url) = self.queue.pop_front() else {
                return;
            };
            let entry = self.pages.get_mut(&url).unwrap();
            if entry.tries == 0 {
                entry.deadline = later(self.config.page_limit);
            } else if entry.deadline <= Instant::now() {
                self.over(&url, Outcome::TimedOut);
                continue;
            }
            entry.tries += 1;
            entry.state = State::Flying;
            self.flying += 1;
            let web = self.web.clone();
            let deadline = entry.deadline;
            self.events.push(Box::pin(async move {
                let answer = timeout_at(deadline, web.fetch(&url)).await.ok();
                Event::Answer(url, answer)
            }));
        }
    }

    fn event(&mut self, event: Event, stopped: bool) {
        match event {
            Event::Awake(url) => {
                let entry = self.pages.get_mut(&url).unwrap();
                let deadline = entry.deadline;
                let State::Pausing(failure) = &entry.state else {
                    return;
                };
                let failure = failure.clone();
                if deadline <= Instant::now() {
                    self.over(&url, Outcome::TimedOut);
                } else {
                    entry.state = State::Again(failure);
                    self.queue.push_back(url);
                }
            }
            Event::Answer(url, answer) => {
                self.flying -= 1;
                match answer {
                    None => self.over(&url, Outcome::TimedOut),
                    Some(Ok(page)) => {
                        self.over(&url, Outcome::Fetched);
                        for link in &page.links {
                            self.know(link, stopped);
                        }
                    }
                    Some(Err(failure)) => self.failed(url, failure, stopped),
                }
            }
        }
    }

    fn failed(&mut self, url: String, failure: Failure, stopped: bool) {
        let entry = self.pages.get_mut(&url).unwrap();
        let Failure::Busy { retry_after } = failure else {
            return self.over(&url, Outcome::Failed(failure));
        };
        if stopped || entry.tries > self.config.retries {
            return self.over(&url, Outcome::Failed(failure));
        }
        let mut pause = self.config.pause;
        for _ in 1..entry.tries {
            if pause.is_zero() || pause > FAR {
                break;
            }
            pause *= 2;
        }
        let until = later(retry_after.unwrap_or(pause)).min(entry.deadline);
        entry.state = State::Pausing(failure);
        self.events.push(Box::pin(async move {
            sleep_until(until).await;
            Event::Awake(url)
        }));
    }

    fn stop(&mut self) {
        self.queue.clear();
        let now = Instant::now();
        for entry in self.pages.values_mut() {
            let outcome = match &entry.state {
                State::Queued => Outcome::Unvisited,
                State::Pausing(_) | State::Again(_) if entry.deadline <= now => Outcome::TimedOut,
                State::Pausing(failure) | State::Again(failure) => Outcome::Failed(failure.clone()),
                State::Flying | State::Over(_) => continue,
            };
            entry.state = State::Over(outcome);
            self.open -= 1;
        }
    }
}

pub async fn crawl(web: Web, config: Config, stop: CancellationToken) -> Report {
    let mut crawl = Crawl {
        web,
        pages: HashMap::new(),
        queue: VecDeque::new(),
        events: FuturesUnordered::new(),
        flying: 0,
        open: 0,
        config,
    };
    for url in crawl.config.start.clone() {
        crawl.know(&url, false);
    }
    let mut end = None;
    loop {
        if end.is_none() && stop.is_cancelled() {
            end = Some(later(crawl.config.grace));
            crawl.stop();
        }
        if end.is_none() {
            crawl.fill();
        }
        if crawl.open == 0 {
            break;
        }
        tokio::select! {
            biased;
            () = stop.cancelled(), if end.is_none() => {}
            Some(event) = crawl.events.next() => crawl.event(event, end.is_some()),
            () = sleep_until(end.unwrap_or_else(|| later(FAR))), if end.is_some() => break,
        }
    }
    let report = crawl
        .pages
        .into_iter()
        .map(|(url, entry)| match entry.state {
            State::Over(outcome) => (url, outcome),
            _ => (url, Outcome::TimedOut),
        });
    report.collect()
}
