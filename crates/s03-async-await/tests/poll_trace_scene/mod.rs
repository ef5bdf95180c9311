//! What is asked of a log.

use std::cell::RefCell;
use std::future::{pending, poll_fn};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::task::{self, Context, Waker};

use probe::{Child, ChildView, Diagnosis, InlineTask, PATIENCE, Probe, demand, expect};
use s03_async_await::trace::Event::{Created, Pending, Poll, Ready, Woken};
use s03_async_await::trace::{Event, Log};

use crate::poll_trace::traced;

/// A future that waits for its value, and its log.
pub fn waiting() -> (impl Future<Output = u32> + Send, ChildView<u32>, Log) {
    let (child, view) = Child::waiting_as("the inner one");
    let log = Log::new();
    (traced(child, log.clone()), view, log)
}

/// A waker that somebody outside will call.
pub struct Outside(Arc<Mutex<Option<Waker>>>);

impl Outside {
    /// Calls it, if there is one, with nothing locked.
    pub fn wake(&self) {
        let waker = self.0.lock().expect("nobody panics with it").take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// A future that waits for a wake from outside, calls its own waker in its second poll, and is ready
/// in the third; and what the log said after that call.
pub fn woken_outside_then_inside(
    log: &Log,
) -> (impl Future<Output = u32>, Outside, Rc<RefCell<Vec<Event>>>) {
    let (outside, seen) = (
        Arc::new(Mutex::new(None::<Waker>)),
        Rc::<RefCell<Vec<Event>>>::default(),
    );
    let (kept, log, told) = (Arc::clone(&outside), log.clone(), Rc::clone(&seen));
    let mut polls = 0;
    let inner = poll_fn(move |cx| {
        polls += 1;
        match polls {
            1 => *kept.lock().expect("nobody panics with it") = Some(cx.waker().clone()),
            2 => {
                cx.waker().wake_by_ref();
                *told.borrow_mut() = log.events();
            }
            _ => return task::Poll::Ready(7),
        }
        task::Poll::Pending
    });
    (inner, Outside(outside), seen)
}

/// Polls around a future that keeps no waker, and asks that nobody is woken.
#[track_caller]
pub fn sleeps_for_ever() {
    let mut probe = Probe::new(traced(pending::<u32>(), Log::new()));
    for _ in 0..3 {
        probe.pending();
    }
    is_asleep(&probe);
}

/// Asks that the log has these events, and no others.
#[track_caller]
pub fn says(log: &Log, asked: &[Event]) {
    expect(log.events(), asked.to_vec(), "the log", "記録");
}

/// Asks that the call has made a future, and begun nothing.
#[track_caller]
pub fn has_not_begun<T>(view: &ChildView<T>) {
    let polls = view.polls();
    demand(
        polls == 0,
        Diagnosis::EagerStart,
        format!("the inner future was polled {polls} times before the outer one was"),
        format!("外側より前に、内側の Future が {polls} 回ポーリングされました"),
    );
}

/// Asks for one poll of the inner future for each of the outer one.
#[track_caller]
pub fn is_polled<T, F: Future>(view: &ChildView<T>, probe: &Probe<F>) {
    view.never_polled_after_ready();
    expect(
        view.polls(),
        probe.polls(),
        "polls of the inner future",
        "内側の Future のポーリングの数",
    );
}

/// Asks that the task was not woken although nothing had happened.
#[track_caller]
pub fn is_asleep<F: Future>(probe: &Probe<F>) {
    let wakes = probe.wakes();
    if wakes > 0 {
        probe
            .finding(Diagnosis::BusyPoll)
            .note(
                format!("{wakes} wakes, and the inner future has called no waker"),
                format!("内側の Future は waker を呼んでいないのに、{wakes} 回起床しました"),
            )
            .raise();
    }
}

/// Asks that the task was woken since its latest poll, after a wake that has just been made.
#[track_caller]
pub fn is_woken_anew<F: Future>(probe: &mut Probe<F>, before: usize) {
    probe.woken();
    let wakes = probe.wakes() - before;
    // More of them would be wakes that nobody has made.
    if wakes > 1 {
        probe
            .finding(Diagnosis::NeedlessWake)
            .note(
                format!("one wake of the inner future woke the task {wakes} times"),
                format!("内側の Future の 1 回の起床で、タスクが {wakes} 回起床しました"),
            )
            .raise();
    }
}

/// Runs a future in a task that is polled inside the call of its waker.
#[track_caller]
pub fn finished_inline<F>(future: F, finish: impl FnOnce()) -> u32
where
    F: Future<Output = u32> + Send + 'static,
{
    let task = InlineTask::start(future);
    probe::watch(Diagnosis::WakeUnderLock, finish);
    let output = task.output_within(PATIENCE);
    demand(
        output.is_some(),
        Diagnosis::LostWake,
        "the inner future has called its waker, and the task was not polled",
        "内側の Future が waker を呼びましたが、タスクはポーリングされませんでした",
    );
    output.expect("that was asked")
}

/// Asks that the log, read when both sides are over, is one of those that can be: everything has its
/// place, except a wake, which comes at any moment after the first poll has begun.
#[track_caller]
pub fn is_possible((output, log): (u32, Log)) {
    expect(output, 7, "the output", "出力");
    let events = log.events();
    let polls = events
        .iter()
        .filter(|event| matches!(event, Poll(_)))
        .count();
    let without: Vec<Event> = events
        .iter()
        .copied()
        .filter(|event| *event != Woken)
        .collect();
    let mut asked = vec![Created];
    for poll in 1..=polls {
        let number = u32::try_from(poll).expect("they are few");
        asked.push(Poll(number));
        asked.push(if poll < polls { Pending } else { Ready });
    }
    expect(without, asked, "the log without wakes", "起床を除いた記録");
    // Whoever is pending is woken once; whoever finds the value at once has left no waker.
    let wakes = events.iter().filter(|event| **event == Woken).count();
    let asked = usize::from(polls > 1);
    let text = format!("wakes in the log {events:?}");
    expect(
        wakes,
        asked,
        &text,
        &format!("記録 {events:?} の中の起床の数"),
    );
    let early = events.iter().take(2).any(|event| *event == Woken);
    expect(
        early,
        false,
        "a wake before the first poll",
        "最初のポーリングより前の起床",
    );
}

/// A life with so many polls, in the middle of which the value may come.
pub fn leads_a_life(polls: usize, is_set_after: Option<usize>) {
    let (future, view, _log) = waiting();
    let mut future = Box::pin(future);
    for poll in 0..polls {
        if is_set_after == Some(poll) {
            view.finish(7);
        }
        let waker = Waker::noop().clone();
        if future
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_ready()
        {
            return;
        }
    }
}
