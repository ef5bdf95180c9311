//! A board with all jobs in it. After every change it is asked what is due, and when to look again.

use s11_faq::crawl::{Config, Outcome, Report};
use s11_faq::web::{Failure, Web};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, sleep_until, timeout_at};
use tokio_util::sync::CancellationToken;

#[derive(Clone)]
struct Job {
    url: String,
    tries: u32,
    deadline: Option<Instant>,
    last: Option<Failure>,
}

#[derive(Default)]
struct Board {
    report: Report,
    queue: VecDeque<Job>,
    paused: Vec<(Instant, Job)>,
    flying: usize,
}

struct Crew {
    web: Web,
    config: Config,
    stop: CancellationToken,
    board: Mutex<Board>,
    changed: Notify,
}

impl Crew {
    fn know(&self, urls: &[String]) {
        let mut board = self.board.lock().unwrap();
        for url in urls {
            if board
                .report
                .insert(url.clone(), Outcome::Unvisited)
                .map(|old| board.report.insert(url.clone(), old))
                .is_none()
            {
                board.queue.push_back(Job {
                    url: url.clone(),
                    tries: 0,
                    deadline: None,
                    last: None,
                });
            }
        }
    }

    async fn fetch(self: Arc<Self>, mut job: Job) {
        let limit = self.config.page_limit.min(Duration::from_secs(1 << 31));
        let deadline = *job.deadline.get_or_insert_with(|| Instant::now() + limit);
        job.tries += 1;
        let grace = async {
            self.stop.cancelled().await;
            sleep(self.config.grace).await;
        };
        let answer = tokio::select! {
            answer = timeout_at(deadline, self.web.fetch(&job.url)) => answer.ok(),
            () = grace => None,
        };
        if let Some(Ok(page)) = &answer {
            self.know(&page.links);
        }
        let mut board = self.board.lock().unwrap();
        board.flying -= 1;
        let outcome = match answer {
            None => Outcome::TimedOut,
            Some(Ok(_)) => Outcome::Fetched,
            Some(Err(failure)) => match failure {
                Failure::Busy { retry_after } if job.tries <= self.config.retries => {
                    let longer = 2f64.powi((job.tries - 1).min(60) as i32);
                    let pause =
                        Duration::try_from_secs_f64(self.config.pause.as_secs_f64() * longer)
                            .unwrap_or(limit);
                    let until = Instant::now()
                        + retry_after
                            .unwrap_or(pause)
                            .min(Duration::from_secs(1 << 31));
                    job.last = Some(failure);
                    board.paused.push((until, job));
                    drop(board);
                    self.changed.notify_one();
                    return;
                }
                failure => Outcome::Failed(failure),
            },
        };
        board.report.insert(job.url, outcome);
        drop(board);
        self.changed.notify_one();
    }

    /// Moves what is due, begins what there is a place for, and says when to look again.
    fn turn(self: &Arc<Self>, tasks: &mut JoinSet<()>) -> Option<Instant> {
        let mut board = self.board.lock().unwrap();
        let board = &mut *board;
        let now = Instant::now();
        let stopped = self.stop.is_cancelled();
        let (due, rest) = std::mem::take(&mut board.paused)
            .into_iter()
            .partition::<Vec<_>, _>(|(until, _)| *until <= now || stopped);
        board.paused = rest;
        board.queue.extend(due.into_iter().map(|(_, job)| job));
        let report = &mut board.report;
        let late = |job: &Job| job.deadline.is_some_and(|deadline| deadline <= now);
        board.queue.retain(|job| {
            !(late(job) && report.insert(job.url.clone(), Outcome::TimedOut).is_some())
        });
        board.paused.retain(|(_, job)| {
            !(late(job) && report.insert(job.url.clone(), Outcome::TimedOut).is_some())
        });
        if stopped {
            for Job { url, last, .. } in board.queue.drain(..) {
                if let Some(last) = last {
                    report.insert(url, Outcome::Failed(last));
                }
            }
        }
        while board.flying < self.config.at_once {
            let Some(job) = board.queue.pop_front() else {
                break;
            };
            board.flying += 1;
            tasks.spawn(Arc::clone(self).fetch(job));
        }
        if board.flying == 0 && board.queue.is_empty() && board.paused.is_empty() {
            return None;
        }
        let far = now + Duration::from_secs(1 << 30);
        let wakes = board
            .paused
            .iter()
            .map(|(until, job)| (*until).min(job.deadline.unwrap_or(far)));
        let waits = board.queue.iter().filter_map(|job| job.deadline);
        Some(wakes.chain(waits).min().unwrap_or(far))
    }
}

pub async fn crawl(web: Web, config: Config, stop: CancellationToken) -> Report {
    let crew = Arc::new(Crew {
        web,
        config,
        stop,
        board: Mutex::default(),
        changed: Notify::new(),
    });
    crew.know(&crew.config.start);
    let mut tasks = JoinSet::new();
    while let Some(next) = crew.turn(&mut tasks) {
        tokio::select! {
            biased;
            () = crew.stop.cancelled(), if !crew.stop.is_cancelled() => {}
            () = crew.changed.notified() => {}
            () = sleep_until(next) => {}
        }
    }
    while tasks.join_next().await.is_some() {}
    let report = std::mem::take(&mut crew.board.lock().unwrap().report);
    report
}
