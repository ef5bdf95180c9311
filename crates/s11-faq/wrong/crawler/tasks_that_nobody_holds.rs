//~ works-after-drop in dropped_then_nothing_goes_on
//! "Each fetch is a task, and tells by a channel when it is done." Whoever drops the crawl drops the
//! channel, and not the tasks.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Page, Web};
use tokio::select;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until, timeout_at};
use tokio_util::sync::CancellationToken;

struct Job {
    url: String,
    attempt: u32,
    deadline: Option<Instant>,
    last: Option<Failure>,
}

pub async fn crawl(web: Web, config: Config, stop: CancellationToken) -> Report {
    let mut report = Report::new();
    let mut ready = VecDeque::new();
    let mut paused: BTreeMap<(Instant, u64), Job> = BTreeMap::new();
    let (tell, mut told) = mpsc::unbounded_channel();
    let mut running = 0;
    let mut pauses = 0;
    let mut grace = None;
    for url in &config.start {
        find(&mut report, &mut ready, url.clone());
    }
    loop {
        if stop.is_cancelled() {
            grace.get_or_insert_with(|| Instant::now() + config.grace);
            let now = Instant::now();
            let paused = std::mem::take(&mut paused).into_values();
            for job in ready.drain(..).chain(paused) {
                if let (Some(deadline), Some(last)) = (job.deadline, job.last) {
                    let is_late = deadline <= now;
                    let failed = Outcome::Failed(last);
                    report.insert(job.url, if is_late { Outcome::TimedOut } else { failed });
                }
            }
        }
        while running < config.at_once
            && let Some(job) = ready.pop_front()
        {
            if job
                .deadline
                .is_some_and(|deadline| deadline <= Instant::now())
            {
                report.insert(job.url, Outcome::TimedOut);
                continue;
            }
            let web = web.clone();
            let deadline = job
                .deadline
                .unwrap_or_else(|| Instant::now() + config.page_limit);
            running += 1;
            let tell = tell.clone();
            tokio::spawn(async move {
                let fetched = timeout_at(deadline, web.fetch(&job.url)).await;
                let deadline = Some(deadline);
                let _ = tell.send((Job { deadline, ..job }, fetched.ok()));
            });
        }
        if running == 0 && ready.is_empty() && paused.is_empty() {
            return report;
        }
        let next = paused.keys().next().map(|(at, _)| *at);
        select! {
            biased;
            Some((job, fetched)) = told.recv(), if running > 0 => {
                running -= 1;
                match fetched {
                    None => _ = report.insert(job.url, Outcome::TimedOut),
                    Some(Ok(Page { links })) => {
                        report.insert(job.url, Outcome::Fetched);
                        for link in links {
                            find(&mut report, &mut ready, link);
                        }
                    }
                    Some(Err(Failure::Busy { retry_after }))
                        if job.attempt < config.retries && !stop.is_cancelled() =>
                    {
                        let back_off = 2_u32.checked_pow(job.attempt).unwrap_or(u32::MAX);
                        let pause = retry_after.unwrap_or(config.pause.saturating_mul(back_off));
                        let deadline = job.deadline.expect("it has been fetched");
                        let at = (Instant::now() + pause.min(Duration::from_secs(86_400 * 365))).min(deadline);
                        pauses += 1;
                        paused.insert((at, pauses), Job { attempt: job.attempt + 1, last: Some(Failure::Busy { retry_after }), ..job });
                    }
                    Some(Err(failure)) => _ = report.insert(job.url, Outcome::Failed(failure)),
                }
            }
            () = stop.cancelled(), if grace.is_none() => {}
            () = sleep_until(grace.unwrap_or_else(Instant::now)), if grace.is_some() => {
                for (_, outcome) in report.iter_mut().filter(|(url, outcome)| {
                    **outcome == Outcome::Unvisited && !web.fetches(url).is_empty()
                }) {
                    *outcome = Outcome::TimedOut;
                }
                return report;
            }
            () = sleep_until(next.unwrap_or_else(Instant::now)), if next.is_some() => {
                if let Some((_, job)) = paused.pop_first() {
                    ready.push_back(job);
                }
            }
        }
    }
}

fn find(report: &mut Report, ready: &mut VecDeque<Job>, url: String) {
    if !report.contains_key(&url) {
        report.insert(url.clone(), Outcome::Unvisited);
        ready.push_back(Job {
            url,
            attempt: 0,
            deadline: None,
            last: None,
        });
    }
}
