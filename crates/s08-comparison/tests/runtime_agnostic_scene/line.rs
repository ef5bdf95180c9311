//! A pipeline that is polled by hand, with pauses that end when they are told to.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use futures::channel::mpsc::{self, Sender};
use probe::trace::Subject;
use probe::{Child, ChildView, Diagnosis, Probe, demand, expect};

use crate::runtime_agnostic::pipeline;

/// How often it may give its turn away, where nothing happens in between.
const TURNS: usize = 16;

type Pauses = Rc<RefCell<Vec<(Duration, ChildView<()>)>>>;

/// Draws what is seen of the channel.
#[track_caller]
fn shown([en, ja]: &[&str; 2]) {
    Subject::named("channel", &"the channel").tell(en, ja);
}

/// The pipeline, the channel that leads to it, and the pauses that it has begun.
pub struct Line {
    probe: Probe<Pin<Box<dyn Future<Output = u64>>>>,
    sender: Option<Sender<u32>>,
    pauses: Pauses,
    ended: usize,
}

impl Line {
    /// With a channel that has room for so many numbers, and for one more.
    pub fn new(room: usize) -> Line {
        let (sender, receiver) = mpsc::channel(room);
        let pauses = Pauses::default();
        // Not `Send`.
        let begun = Rc::clone(&pauses);
        let sleep = async move |time| {
            let number = begun.borrow().len() + 1;
            let (pause, view) = Child::waiting_as(format_args!("pause {number}"));
            begun.borrow_mut().push((time, view));
            pause.await
        };
        Line {
            probe: Probe::new(Box::pin(pipeline(receiver, sleep))),
            sender: Some(sender),
            pauses,
            ended: 0,
        }
    }

    fn sender(&mut self) -> &mut Sender<u32> {
        self.sender.as_mut().expect("it is not closed")
    }

    /// Sends a number, which the channel has room for.
    #[track_caller]
    pub fn accepts(&mut self, number: u32) {
        let is_sent = self.sender().try_send(number).is_ok();
        shown(&match is_sent {
            true => ["has room for one more", "まだ入る"],
            false => ["has no room", "満杯"],
        });
        demand(
            is_sent,
            Diagnosis::ReadyTooLate,
            format!("the pause was over, and no number was taken: no room for {number}"),
            format!("待ち時間が終わっても数が受け取られず、{number} の入る余地がありません"),
        );
    }

    /// Asks that the channel has no room.
    #[track_caller]
    pub fn is_full(&mut self) {
        let is_full = self.sender().try_send(u32::MAX).is_err();
        shown(&match is_full {
            true => ["has no room", "満杯"],
            false => [
                "has room: a number was taken",
                "空きがある（数が取り出された）",
            ],
        });
        demand(
            is_full,
            Diagnosis::EagerStart,
            "a number was taken from the channel before the pause for the one before was over",
            "前の数のための待ち時間が終わる前に、次の数がチャネルから受け取られました",
        );
    }

    pub fn other_sender(&mut self) -> Sender<u32> {
        self.sender().clone()
    }

    #[track_caller]
    pub fn closes(&mut self) {
        shown(&["is closed", "閉じられた"]);
        self.sender = None;
    }

    /// Polls it for as long as it gives its turn away, which it may.
    #[track_caller]
    pub fn pending(&mut self) {
        for _ in 0..TURNS {
            let before = self.probe.wakes();
            self.probe.pending();
            if self.probe.wakes() == before {
                return;
            }
        }
        let finding = self.probe.finding(Diagnosis::BusyPoll);
        finding.raise();
    }

    /// Polls several times while nothing happens, and asks that the task is left asleep.
    #[track_caller]
    pub fn waits(&mut self) {
        let before = self.probe.wakes();
        self.probe.pending_awake(8);
        let wakes = self.probe.wakes() - before;
        // A turn that was given away for once is no harm.
        if wakes > 4 {
            let en = format!("nothing has happened, and the task was woken {wakes} times");
            let ja = format!("何も起きていないのに、タスクは {wakes} 回起床しました");
            self.probe.finding(Diagnosis::BusyPoll).note(en, ja).raise();
        }
    }

    #[track_caller]
    pub fn pending_once_woken(&mut self) {
        self.probe.woken();
        self.pending();
    }

    #[track_caller]
    pub fn returns_once_woken(&mut self, sum: u64) {
        self.probe.woken();
        expect(self.probe.run(TURNS), sum, "the sum", "合計");
    }

    fn running(&self) -> usize {
        let pauses = self.pauses.borrow();
        let running = pauses
            .iter()
            .filter(|(_, pause)| !pause.is_done() && !pause.is_dropped());
        running.count()
    }

    #[track_caller]
    pub fn pauses_one_at_a_time(&self) {
        let running = self.running();
        demand(
            running <= 1,
            Diagnosis::UnboundedConcurrency,
            format!("{running} pauses run at the same time; the limit is one"),
            format!("待ち時間が同時に {running} 個進んでいます (上限は 1 個)"),
        );
    }

    /// Lets the next pause come to its end, and asks that the task is woken for it.
    #[track_caller]
    pub fn ends_the_pause(&mut self) {
        self.pauses_one_at_a_time();
        let (begun, place) = (self.pauses.borrow().len(), self.ended);
        demand(
            place < begun,
            Diagnosis::WrongResult,
            format!("there was a number to pause for, and `sleep` has been called {begun} times"),
            format!("待つべき数がありますが、`sleep` の呼び出しは {begun} 回です"),
        );
        self.pauses.borrow()[place].1.finish(());
        self.ended += 1;
        self.probe.woken();
    }

    #[track_caller]
    pub fn has_slept(&self, numbers: &[u32]) {
        let pauses = self.pauses.borrow();
        let seen: Vec<Duration> = pauses.iter().map(|(time, _)| *time).collect();
        let asked = numbers
            .iter()
            .copied()
            .map(u64::from)
            .map(Duration::from_millis);
        expect(seen, asked.collect(), "the pauses", "待ち時間");
    }

    /// Drops the pipeline, and asks for what it had.
    #[track_caller]
    pub fn is_dropped_with_all(&mut self) {
        self.probe.drop_future();
        let running = self.running();
        let is_closed = self.sender().is_closed();
        demand(
            running == 0 && is_closed,
            Diagnosis::WorksAfterDrop,
            format!("pauses that go on: {running}; the receiver is dropped: {is_closed}"),
            format!("続いている待ち時間: {running} 個、受信側はドロップされたか: {is_closed}"),
        );
    }
}
