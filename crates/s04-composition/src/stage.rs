//! A loop over messages, heartbeats, and the end, and the world outside of it.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::time::Duration;

use futures::StreamExt;
use futures::future::{Either, select};
use futures::stream::FuturesUnordered;
use probe::{Child, ChildView, Diagnosis, Finding, demand, expect, ms, program};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{Instant, sleep_until, timeout};

use crate::exit::Exit;
use crate::log::Log;

/// Where a test does not look for heartbeats, none is due.
pub const NO_BEATS: Duration = Duration::from_secs(24 * 60 * 60);

/// Long after the end of every test: a loop that is still running then has no end.
pub const FOREVER: Duration = Duration::from_secs(60 * 60);

/// More than a task can receive in one poll: after 128 messages tokio makes it yield.
pub const CAPACITY: usize = 512;

/// The world outside the loop.
pub struct Stage {
    began: Instant,
    /// The senders that are left.
    pub senders: Vec<Sender<String>>,
    shutdown: ChildView<io::Result<()>>,
    shut_down_at: Option<u64>,
    log: Log,
    /// How many lines the log had when shutdown was over.
    lines_before: usize,
}

impl Stage {
    /// Waits until so many milliseconds have passed since the beginning.
    pub async fn at(&self, milliseconds: u64) {
        sleep_until(self.began + ms(milliseconds)).await;
    }

    /// Sends a message, which finds room in the channel.
    ///
    /// # Panics
    ///
    /// No sender is left.
    pub fn send(&self, text: impl Into<String>) {
        let sender = self.senders.first().expect("a sender is left");
        // The receiver is gone where the loop is over; its end is judged elsewhere.
        let _ = sender.try_send(text.into());
    }

    /// Ends the future that tells of the shutdown.
    pub fn shut_down(&mut self, how: io::Result<()>) {
        self.shut_down_at = Some(since(self.began));
        self.lines_before = self.log.lines().len();
        self.shutdown.finish(how);
    }
}

/// What a loop did.
pub struct Seen {
    /// Why and when it ended; nothing where it was running after [`FOREVER`].
    pub end: Option<(Exit, u64)>,
    /// The messages in the log, with their moments.
    pub messages: Vec<(String, u64)>,
    /// The moments of the heartbeats in the log.
    pub beats: Vec<u64>,
    /// What became of the future that tells of the shutdown.
    pub shutdown: ChildView<io::Result<()>>,
    /// How many lines were logged after shutdown was over.
    pub lines_after: usize,
    /// The period of the heartbeats.
    period: Duration,
}

/// Runs the loop, and `script` beside it. The loop is polled only when it is woken, as in a task of
/// its own, and no more than `polls` times at one moment.
///
/// # Panics
///
/// With what [`program::run`] raises, and where the loop spins.
#[track_caller]
pub fn drive<F: Future<Output = Exit>>(
    run: impl FnOnce(Receiver<String>, Child<io::Result<()>>, Log) -> F,
    heartbeat: Duration,
    polls: usize,
    script: impl AsyncFnOnce(&mut Stage),
) -> Seen {
    let report = program::run(|| async {
        let (sender, receiver) = channel(CAPACITY);
        let (shutdown, view) = Child::waiting();
        let log = Log::begin();
        let mut stage = Stage {
            began: Instant::now(),
            senders: vec![sender],
            shutdown: view,
            shut_down_at: None,
            log: log.clone(),
            lines_before: 0,
        };
        let answer = run(receiver, shutdown, log.clone());
        let began = stage.began;
        let end = {
            let mut answer = FuturesUnordered::from_iter([bounded(answer, &log, began, polls)]);
            let script = pin!(script(&mut stage));
            match select(script, answer.next()).await {
                Either::Left(((), answer)) => answer.await,
                Either::Right((end, _)) => end,
            }
        };
        (end.flatten(), log.lines(), stage)
    });
    let (end, lines, stage) = report.output;
    let (messages, mut beats) = sorted(&lines);
    // A loop that goes on after the shutdown is judged for that alone.
    beats.retain(|at| stage.shut_down_at.is_none_or(|over| *at <= over));
    Seen {
        end,
        messages,
        beats,
        shutdown: stage.shutdown,
        lines_after: match stage.shut_down_at {
            Some(_) => lines.len() - stage.lines_before,
            None => 0,
        },
        period: heartbeat,
    }
}

/// The same loop, ended after [`FOREVER`], or when it is polled more than `bound` times at one
/// moment. Returns why it ended and when, nothing where it did not.
///
/// # Panics
///
/// With [`Diagnosis::BusyPoll`] or [`Diagnosis::RestartedTimer`] where it spins.
pub async fn bounded(
    answer: impl Future<Output = Exit>,
    log: &Log,
    began: Instant,
    bound: usize,
) -> Option<(Exit, u64)> {
    let mut answer = pin!(answer);
    let (mut moment, mut polls) = (began, 0);
    let watched = poll_fn(|context| {
        if moment != Instant::now() {
            (moment, polls) = (Instant::now(), 0);
        }
        polls += 1;
        // An early look as well: a heartbeat that never waits is slow to get to the last poll.
        if polls == bound / 100 || polls > bound {
            spins(log, (moment - began).as_millis(), polls, polls > bound);
        }
        answer.as_mut().poll(context)
    });
    let exit = timeout(FOREVER, watched).await.ok()?;
    Some((exit, since(began)))
}

fn since(began: Instant) -> u64 {
    let milliseconds = began.elapsed().as_millis();
    u64::try_from(milliseconds).expect("no test lasts that long")
}

/// The clock stands still as long as somebody can run, so such a loop would go on for ever.
fn spins(log: &Log, at: u128, polls: usize, is_too_many: bool) {
    let beat = format!("heartbeat at {at} ms");
    let beats = log.lines().iter().filter(|line| **line == beat).count();
    let (code, en, ja) = match beats {
        100.. => (
            Diagnosis::RestartedTimer,
            format!(", and logged {beats} heartbeats then"),
            format!("。その時点のハートビートは {beats} 回です"),
        ),
        _ if is_too_many => (
            Diagnosis::BusyPoll,
            String::from(", and did not go to sleep"),
            String::from("。眠りに入っていません"),
        ),
        _ => return,
    };
    Finding::new(code)
        .note(
            format!("the loop was polled {polls} times at {at} ms{en}"),
            format!("{at} ms の時点でループが {polls} 回ポーリングされました{ja}"),
        )
        .raise();
}

/// The messages and the heartbeats of a log.
#[track_caller]
fn sorted(lines: &[String]) -> (Vec<(String, u64)>, Vec<u64>) {
    let (mut messages, mut beats) = (Vec::new(), Vec::new());
    for line in lines {
        let (event, at) = line.rsplit_once(" at ").expect("a log tells the time");
        let at = at.trim_end_matches(" ms").parse();
        let at = at.expect("the time is a number");
        match event.strip_prefix("message ") {
            Some(text) => messages.push((text.to_owned(), at)),
            None => {
                demand(
                    event == "heartbeat",
                    Diagnosis::WrongResult,
                    format!("a line is `message TEXT` or `heartbeat`; the log says `{line}`"),
                    format!("記録の行は `message TEXT` か `heartbeat` ですが、`{line}` があります"),
                );
                beats.push(at);
            }
        }
    }
    (messages, beats)
}

impl Seen {
    /// Asks that the loop ended at that moment, and in that way; `en` and `ja` say what happened
    /// then.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::Deadlock`], [`Diagnosis::ReadyTooLate`], [`Diagnosis::ReadyTooEarly`], or
    /// [`Diagnosis::WrongResult`].
    #[track_caller]
    pub fn ended(&self, exit: Exit, at: u64, [en, ja]: [&str; 2]) {
        let Some((how, when)) = self.end else {
            let beats = self.beats.len();
            demand(
                beats > 0 || self.period > FOREVER,
                Diagnosis::Deadlock,
                format!("{en} at {at} ms; an hour later the loop still waits, without a heartbeat"),
                format!(
                    "{at} ms に{ja}が、ループは 1 時間後もハートビートを打たずに待ち続けています"
                ),
            );
            Finding::new(Diagnosis::ReadyTooLate)
                .note(
                    format!(
                        "{en} at {at} ms; the loop still ran an hour later: {beats} heartbeats"
                    ),
                    format!(
                        "{at} ms に{ja}が、ループは 1 時間後もまだ動いていました \
                         (ハートビート {beats} 回)"
                    ),
                )
                .raise();
        };
        let code = if when < at {
            Diagnosis::ReadyTooEarly
        } else {
            Diagnosis::ReadyTooLate
        };
        demand(
            when == at,
            code,
            format!("{en} at {at} ms; the loop ended at {when} ms, with `{how:?}`"),
            format!("{at} ms に{ja}。ループは {when} ms に `{how:?}` で終わりました"),
        );
        expect(how, exit, "the end of the loop", "ループの終わり方");
    }

    /// Asks for these messages at these moments.
    ///
    /// # Panics
    ///
    /// With [`Diagnosis::LostMessage`], [`Diagnosis::ReadyTooLate`], or [`Diagnosis::WrongResult`].
    #[track_caller]
    pub fn logged(&self, asked: &[(&str, u64)]) {
        let texts = |messages: &[(String, u64)]| -> Vec<String> {
            messages.iter().map(|(text, _)| text.clone()).collect()
        };
        let asked: Vec<_> = asked
            .iter()
            .map(|(text, at)| ((*text).to_owned(), *at))
            .collect();
        let (seen, sent) = (texts(&self.messages), texts(&asked));
        let mut left = seen.clone();
        let mut is_logged = |text: &String| {
            let place = left.iter().position(|other| other == text);
            place.map(|place| left.swap_remove(place)).is_some()
        };
        let lost = sent.iter().filter(|text| !is_logged(text)).count();
        demand(
            lost == 0,
            Diagnosis::LostMessage,
            format!("{lost} of {} messages were never logged", sent.len()),
            format!(
                "メッセージ {} 個のうち {lost} 個が記録されませんでした",
                sent.len()
            ),
        );
        expect(seen, sent, "the messages", "メッセージ");
        let late = self.messages.iter().zip(&asked).find(|(a, b)| a != b);
        if let Some(((text, seen), (_, sent))) = late {
            Finding::new(Diagnosis::ReadyTooLate)
                .note(
                    format!("message `{text}` came at {sent} ms and was logged at {seen} ms"),
                    format!("メッセージ `{text}` は {sent} ms に届き、{seen} ms に記録されました"),
                )
                .raise();
        }
    }

    /// Asks for a heartbeat at each of these moments, not more than so much later; `missed` is the
    /// diagnosis where one is missing.
    ///
    /// # Panics
    ///
    /// With `missed`, [`Diagnosis::ReadyTooEarly`], or [`Diagnosis::WrongResult`].
    #[track_caller]
    pub fn beat(&self, asked: &[u64], late: Duration, missed: Diagnosis) {
        let mut moments = self.beats.clone();
        moments.dedup();
        let pairs = || moments.iter().zip(asked);
        let early = pairs().any(|(seen, due)| seen < due) || moments.len() > asked.len();
        let too_late = pairs().any(|(seen, due)| ms(seen.saturating_sub(*due)) > late);
        let code = if early {
            Diagnosis::ReadyTooEarly
        } else if moments.len() < asked.len() || too_late {
            missed
        } else if moments.len() < self.beats.len() {
            Diagnosis::WrongResult
        } else {
            return;
        };
        let messages = self.messages.len();
        let first = self.beats.iter().take(5).collect::<Vec<_>>();
        let (en, ja) = match self.beats.len() {
            0 => (
                String::from("none was logged"),
                String::from("ひとつも記録されませんでした"),
            ),
            n => (
                format!("{n} in the log, the first at {first:?} ms"),
                format!("記録は {n} 回で、最初は {first:?} ms です"),
            ),
        };
        Finding::new(code)
            .note(
                format!("heartbeats are due at {asked:?} ms: {en}; messages logged: {messages}"),
                format!(
                    "ハートビートの予定は {asked:?} ms ですが、{ja}。メッセージの記録は \
                     {messages} 個です"
                ),
            )
            .raise();
    }
}

/// Asks that the log has not grown since it had so many lines.
///
/// # Panics
///
/// With [`Diagnosis::WorksAfterDrop`].
#[track_caller]
pub fn is_silent(log: &Log, lines: usize) {
    let since = log.lines().len() - lines;
    demand(
        since == 0,
        Diagnosis::WorksAfterDrop,
        format!("{since} lines were logged after the end"),
        format!("終わった後に {since} 行が記録されました"),
    );
}
