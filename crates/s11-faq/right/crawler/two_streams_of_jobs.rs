//! Two streams of jobs, those to fetch and those to pause. The report always has what a stop would
//! make of each page.

use futures::channel::mpsc::{UnboundedSender, unbounded};
use futures::{StreamExt, future::join};
use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Web};
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::{Instant, sleep_until, timeout_at};
use tokio_util::sync::CancellationToken;

struct Job {
    url: String,
    tries: u32,
    deadline: Option<Instant>,
    resume: Instant,
}

struct State {
    report: Report,
    open: usize,
}

fn at(by: Duration) -> Instant {
    let now = Instant::now();
    now.checked_add(by.min(Duration::from_secs(1 << 30)))
        .unwrap_or(now)
}

pub async fn crawl(web: Web, config: Config, stop: CancellationToken) -> Report {
    let (jobs, mut waiting) = unbounded::<Job>();
    let (pauses, pausing) = unbounded::<Job>();
    let state = Mutex::new(State {
        report: Report::new(),
        open: 0,
    });
    let close = || {
        jobs.close_channel();
        pauses.close_channel();
    };
    let know = |urls: &[String], jobs: &UnboundedSender<Job>| {
        let mut state = state.lock().unwrap();
        for url in urls {
            if state.report.contains_key(url) {
                continue;
            }
            state.report.insert(url.clone(), Outcome::Unvisited);
            if !stop.is_cancelled() {
                state.open += 1;
                let _ = jobs.unbounded_send(Job {
                    url: url.clone(),
                    tries: 0,
                    deadline: None,
                    resume: Instant::now(),
                });
            }
        }
    };
    let over = |url: &str, outcome: Outcome| {
        let mut state = state.lock().unwrap();
        state.report.insert(url.to_owned(), outcome);
        state.open -= 1;
        if state.open == 0 {
            close();
        }
    };
    know(&config.start, &jobs);
    if state.lock().unwrap().open == 0 {
        close();
    }
    let fetch = async |mut job: Job| {
        let deadline = *job.deadline.get_or_insert_with(|| at(config.page_limit));
        if job.tries > 0 && deadline <= Instant::now() {
            return over(&job.url, Outcome::TimedOut);
        }
        job.tries += 1;
        let grace = async {
            stop.cancelled().await;
            sleep_until(at(config.grace)).await;
        };
        let answer = tokio::select! {
            answer = timeout_at(deadline, web.fetch(&job.url)) => answer,
            () = grace => return over(&job.url, Outcome::TimedOut),
        };
        match answer {
            Err(_) => over(&job.url, Outcome::TimedOut),
            Ok(Ok(page)) => {
                know(&page.links, &jobs);
                over(&job.url, Outcome::Fetched);
            }
            Ok(Err(failure)) => match failure {
                Failure::Busy { retry_after }
                    if job.tries <= config.retries && !stop.is_cancelled() =>
                {
                    state
                        .lock()
                        .unwrap()
                        .report
                        .insert(job.url.clone(), Outcome::Failed(failure));
                    let factor = 1u32.checked_shl(job.tries - 1).unwrap_or(u32::MAX);
                    job.resume = at(retry_after.unwrap_or(config.pause.saturating_mul(factor)));
                    let _ = pauses.unbounded_send(job);
                }
                failure => over(&job.url, Outcome::Failed(failure)),
            },
        }
    };
    let pause = async |job: Job| {
        let deadline = job.deadline.unwrap();
        tokio::select! {
            biased;
            () = stop.cancelled() => {}
            () = sleep_until(deadline) => over(&job.url, Outcome::TimedOut),
            () = sleep_until(job.resume) => drop(jobs.unbounded_send(job)),
        }
    };
    let fetching = waiting
        .by_ref()
        .take_until(stop.cancelled())
        .for_each_concurrent(config.at_once, &fetch);
    let pausing = pausing
        .take_until(stop.cancelled())
        .for_each_concurrent(None, &pause);
    join(fetching, pausing).await;
    // Those that wait for a place again may have waited too long.
    let now = Instant::now();
    while let Ok(job) = waiting.try_recv() {
        if job.deadline.is_some_and(|deadline| deadline <= now) {
            state
                .lock()
                .unwrap()
                .report
                .insert(job.url, Outcome::TimedOut);
        }
    }
    state.into_inner().unwrap().report
}
