//! The loop, and the world outside of it.

use std::time::Duration;

use probe::trace::{call, moment};
use probe::{Child, ChildView, Diagnosis, Finding, demand, expect, ms, program};
use s10_patterns::frames::{Event, Exit, Log};
use s10_patterns::wire::{Far, wire};
use tokio::time::{Instant, advance, sleep, timeout};

use crate::frame_reader::{FrameReader, serve};

/// A loop that is still running then has no end.
const LONG: Duration = Duration::from_secs(60);

/// The world outside the loop.
pub struct Stage {
    pub far: Far,
    shutdown: ChildView<()>,
}

impl Stage {
    /// Lets so many milliseconds pass.
    pub async fn pass(&self, milliseconds: u64) {
        sleep(ms(milliseconds)).await;
    }

    /// Ends the future that tells of the shutdown.
    pub fn shut_down(&self) {
        moment("shutdown");
        self.shutdown.finish(());
    }
}

/// What a loop did.
pub struct Seen {
    end: Option<(Exit, u64)>,
    events: Vec<(u64, Event)>,
    period: Duration,
}

/// Runs the answer, and `script` beside it.
#[track_caller]
pub fn drive(period: Duration, script: impl AsyncFnOnce(&Stage)) -> Seen {
    let report = program::run(|| async {
        let (near, far) = wire();
        let (child, shutdown) = Child::waiting_unseen();
        let stage = Stage { far, shutdown };
        let (log, began) = (Log::begin(), Instant::now());
        let answer = async {
            let call = call("serve");
            let exit = timeout(LONG, serve(near, period, child, log.clone())).await;
            match exit.is_ok() {
                true => call.ends(),
                false => call.goes_on(),
            }
            let at = u64::try_from(began.elapsed().as_millis()).expect("a minute at most");
            exit.ok().map(|exit| (exit, at))
        };
        let (end, ()) = tokio::join!(answer, script(&stage));
        (end, log.events(), stage)
    });
    let (end, events, _) = report.output;
    Seen {
        end,
        events,
        period,
    }
}

impl Seen {
    fn frames(&self) -> Vec<(&[u8], u64)> {
        let events = self.events.iter();
        let frames = events.filter_map(|(at, event)| match event {
            Event::Frame(frame) => Some((&**frame, *at)),
            Event::Tick => None,
        });
        frames.collect()
    }

    /// Asks for these frames at these moments.
    #[track_caller]
    pub fn frames_at(&self, asked: &[(&[u8], u64)]) {
        let seen = self.frames();
        let only = |frames: &[(&[u8], u64)]| -> Vec<Vec<u8>> {
            frames.iter().map(|(frame, _)| frame.to_vec()).collect()
        };
        let (had, sent) = (only(&seen), only(asked));
        let ticks = self.events.len() - seen.len();
        demand(
            had == sent,
            Diagnosis::CancelUnsafeRead,
            format!("amid {ticks} ticks the frames {sent:?} were sent; logged: {had:?}"),
            format!("tick が {ticks} 回ある中で送られたフレームは {sent:?}、記録は {had:?} です"),
        );
        for ((_, at), (frame, due)) in seen.iter().zip(asked) {
            demand(
                at == due,
                Diagnosis::ReadyTooLate,
                format!("the last byte of {frame:?} came at {due} ms; it was logged at {at} ms"),
                format!("{frame:?} の最後のバイトは {due} ms に届き、記録は {at} ms です"),
            );
        }
    }

    fn ticks(&self) -> Vec<u64> {
        let events = self.events.iter();
        let ticks = events.filter(|(_, event)| *event == Event::Tick);
        ticks.map(|(at, _)| *at).collect()
    }

    /// Asks for a tick at each period until then; `missed` is the diagnosis where one is missing.
    #[track_caller]
    pub fn ticks_until(&self, until: u64, missed: Diagnosis) {
        let ticks = (1..).map(|nth| (self.period * nth).as_micros().div_ceil(1000));
        let ticks = ticks.map(|at| u64::try_from(at).expect("it is short"));
        let due: Vec<u64> = ticks.take_while(|at| *at <= until).collect();
        let mut ticks = self.ticks();
        // A loop that goes on after its end is judged elsewhere.
        ticks.retain(|at| *at <= until);
        let is_early = ticks.len() > due.len() || ticks.iter().zip(&due).any(|(a, b)| a < b);
        let is_late = ticks.len() < due.len() || ticks.iter().zip(&due).any(|(a, b)| *a > b + 1);
        let code = match is_early {
            true => Diagnosis::ReadyTooEarly,
            false => missed,
        };
        let same = ticks.iter().zip(&due).take_while(|(a, b)| a == b).count();
        let from = |all: &[u64]| all.iter().copied().skip(same).take(4).collect::<Vec<_>>();
        let (asked, had, nth) = (from(&due), from(&ticks), same + 1);
        demand(
            !is_early && !is_late,
            code,
            format!(
                "{} ticks are due, {} are in the log; from no. {nth} on they are due at {asked:?} ms, \
                 and logged at {had:?} ms",
                due.len(),
                ticks.len(),
            ),
            format!(
                "tick の予定は {} 回、記録は {} 回です。{nth} 回目以降の予定は {asked:?} ms、\
                 記録は {had:?} ms です",
                due.len(),
                ticks.len(),
            ),
        );
    }

    /// Asks that the loop ended so, at that moment; `why` says what happened then.
    #[track_caller]
    pub fn ended(&self, exit: Exit, at: u64, why: &str) {
        let Some((how, when)) = self.end else {
            Finding::new(Diagnosis::ReadyTooLate)
                .note(
                    format!("{why} at {at} ms; a minute later the loop still ran"),
                    format!("{at} ms に終わるはずのループが、1 分後もまだ動いていました"),
                )
                .raise();
        };
        let code = match when < at {
            true => Diagnosis::ReadyTooEarly,
            false => Diagnosis::ReadyTooLate,
        };
        demand(
            when == at,
            code,
            format!("{why} at {at} ms; the loop ended at {when} ms, with `{how:?}`"),
            format!("{at} ms に終わるはずのループが、{when} ms に `{how:?}` で終わりました"),
        );
        demand(
            how == exit || how != Exit::Closed,
            Diagnosis::SwallowedError,
            format!("the end is `{exit:?}`; the loop returned `{how:?}`"),
            format!("終わり方は `{exit:?}` ですが、ループは `{how:?}` を返しました"),
        );
        expect(how, exit, "the end of the loop", "ループの終わり方");
    }
}

// lesson: "at most 1 s late"
// lesson.ja: "遅れは最大 1 秒"
const LATE: u64 = 1000;

/// Thousands of frames: there is always more than a task reads in one poll.
#[track_caller]
pub fn flood() {
    let mut frames = 0;
    let seen = drive(ms(2000), async |stage| {
        for _ in 0..450 {
            for _ in 0..400 {
                stage.far.send(&[0, 0, 0, 1, 7]);
                frames += 1;
            }
            // Each poll of the loop costs 20 ms.
            advance(ms(20)).await;
        }
        stage.shut_down();
    });
    let (ticks, had) = (seen.ticks(), seen.frames().len());
    let due = [2000, 4000, 6000, 8000];
    let in_time = |due: &u64| ticks.iter().any(|at| (*due..=due + LATE).contains(at));
    demand(
        due.iter().all(in_time),
        Diagnosis::StarvedBranch,
        format!("ticks are due at {due:?} ms; logged at {ticks:?} ms, and {had} frames"),
        format!("tick の予定は {due:?} ms、記録は {ticks:?} ms で、フレームの記録は {had} 個です"),
    );
    demand(
        seen.frames().iter().all(|(frame, _)| *frame == [7]) && had <= frames,
        Diagnosis::CancelUnsafeRead,
        format!("{frames} equal frames were sent; {had} were logged, not all of them equal"),
        format!("同じフレームを {frames} 個送り、{had} 個が記録されましたが、違うものがあります"),
    );
}

/// A reader, and a loop, are dropped after `limit`, and a loop comes to its end.
#[track_caller]
pub fn leaves_nothing(limit: Duration) {
    let gone = |far: &Far, what: &str, ja: &str| {
        demand(
            far.is_dropped(),
            Diagnosis::WorksAfterDrop,
            format!("{what}, and 1 ms later the stream was still there"),
            format!("{ja} 1 ms 経っても、ストリームがドロップされていません"),
        );
    };
    let report = program::run(|| async {
        let (near, far) = wire();
        far.send(&[0, 0, 0, 9]);
        let mut reader = FrameReader::new(near);
        let _ = timeout(limit, reader.next()).await;
        drop(reader);
        sleep(ms(1)).await;
        gone(&far, "the reader was dropped", "リーダーがドロップされて");
        far
    });
    report.no_task_left();
    for is_over in [false, true] {
        let report = program::run(|| async {
            let (near, far) = wire();
            far.send(&[0, 0, 0, 9]);
            let text = std::rc::Rc::new(String::from("borrowed"));
            let borrowed = &text;
            let shutdown = async move {
                sleep(limit).await;
                match is_over {
                    true => assert_eq!(borrowed.len(), 8),
                    false => std::future::pending().await,
                }
            };
            let answer = Box::pin(serve(near, ms(100), shutdown, Log::begin()));
            let _ = timeout(limit + ms(1), answer).await;
            sleep(ms(1)).await;
            gone(&far, "the loop was over", "ループが終わって");
            far
        });
        report.no_task_left();
    }
}
