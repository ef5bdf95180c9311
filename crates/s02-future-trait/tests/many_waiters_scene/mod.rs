//! A gate, those who wait before it, and what is asked when it opens.

use std::future::poll_fn;
use std::mem;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use probe::{Diagnosis, PATIENCE, Probe, watch};

use crate::many_waiters::Gate;

/// Time for those who come and go: no Rule says how fast they are.
const COME_AND_GO: Duration = Duration::from_millis(800);

/// What the tests ask of the answer: these three, and a gate that can be opened from elsewhere.
/// The future may borrow from the gate.
pub fn gate() -> Gate {
    fn another_thread_may_open_it<T: Clone + Send + Sync + 'static>(gate: T) -> T {
        gate
    }
    another_thread_may_open_it(Gate::new())
}

pub fn wait(gate: &Gate) -> impl Future<Output = ()> {
    gate.wait()
}

pub fn gate_and_clone() -> (Gate, Gate) {
    let gate = gate();
    (gate.clone(), gate)
}

/// Waiters of a number, each of which has been polled once.
#[track_caller]
pub fn crowd(gate: &Gate, number: usize) -> Vec<Probe<impl Future<Output = ()>>> {
    let mut probes: Vec<_> = (0..number).map(|_| Probe::new(wait(gate))).collect();
    for probe in &mut probes {
        probe.pending();
    }
    probes
}

/// Asks that all were woken, and then that all are ready.
#[track_caller]
pub fn all_go_through<'a, F: Future + 'a>(probes: impl IntoIterator<Item = &'a mut Probe<F>>) {
    let probes: Vec<_> = probes.into_iter().collect();
    if let Some(asleep) = probes.iter().find(|probe| !probe.is_woken_within(PATIENCE)) {
        let woken = probes.iter().filter(|probe| probe.wakes() > 0).count();
        let all = probes.len();
        asleep
            .finding(Diagnosis::LostWake)
            .note(
                format!("{woken} of {all} waiters were woken"),
                format!("待っていた {all} 個のうち、起床したのは {woken} 個でした"),
            )
            .raise();
    }
    for probe in probes {
        probe.ready();
    }
}

/// Asks that nobody has woken the task, for the gate is closed.
#[track_caller]
pub fn is_asleep<F: Future>(probe: &Probe<F>) {
    probe.woken_no_more_than(0, "the gate is closed", "ゲートは閉じているのに");
}

/// Lets so many come and go, one after the other, or as many as there is time for.
pub fn come_and_go(gate: &Gate, number: usize) {
    let began = Instant::now();
    let mut context = Context::from_waker(Waker::noop());
    watch(Diagnosis::BlockingPoll, || {
        for _ in 0..number {
            let _ = pin!(wait(gate)).poll(&mut context);
            if began.elapsed() > COME_AND_GO {
                break;
            }
        }
    });
}

/// Two waiters in one task, of which one may be dropped.
pub struct Pair<F>([Option<Pin<Box<F>>>; 2]);

impl<F: Future<Output = ()>> Pair<F> {
    pub fn of(waits: [F; 2]) -> Pair<F> {
        Pair(waits.map(|wait| Some(Box::pin(wait))))
    }

    /// Polls both, with the same waker.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let mut all = Poll::Ready(());
        for wait in self.0.iter_mut().flatten() {
            if wait.as_mut().poll(context).is_pending() {
                all = Poll::Pending;
            }
        }
        all
    }

    /// A task that waits for both, and drops one of them after its first poll.
    pub fn task_that_drops(mut self, place: usize) -> impl Future<Output = ()> {
        poll_fn(move |context| {
            let polled = self.poll(context);
            mem::take(&mut self.0[place]);
            polled
        })
    }
}

/// Opens the gate, whose only waiter opens it once more inside the call of its waker.
#[track_caller]
pub fn open_twice_at_once(gate: &Gate) {
    let waker = Waker::from(Arc::new(OpensAgain(gate.clone())));
    let mut wait = pin!(wait(gate));
    let _ = watch(Diagnosis::BlockingPoll, || {
        wait.as_mut().poll(&mut Context::from_waker(&waker))
    });
    watch(Diagnosis::WakeUnderLock, || gate.open());
}

/// It does not poll: ready-made ones such as `futures::future::Shared` and tokio's `Semaphore` call
/// their wakers under locks of their own, which polls need, and `open` does not.
struct OpensAgain(Gate);

impl Wake for OpensAgain {
    fn wake(self: Arc<Self>) {
        self.0.open();
    }
}
