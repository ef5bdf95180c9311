//! A gate, those who wait before it, and what is asked when it opens.

use std::mem;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use probe::{Diagnosis, PATIENCE, Probe, watch};

use crate::many_waiters::Gate;

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
    let wakes = probe.wakes();
    if wakes > 0 {
        probe
            .finding(Diagnosis::BusyPoll)
            .note(
                format!("{wakes} wakes, and the gate is closed"),
                format!("ゲートは閉じているのに、{wakes} 回起床しました"),
            )
            .raise();
    }
}

/// Two waiters in one task, of which one may be dropped.
pub struct Pair<F>([Option<Pin<Box<F>>>; 2]);

impl<F: Future<Output = ()>> Pair<F> {
    pub fn of(waits: [F; 2]) -> Pair<F> {
        Pair(waits.map(|wait| Some(Box::pin(wait))))
    }

    /// Polls both, with the same waker.
    pub fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let mut all = Poll::Ready(());
        for wait in self.0.iter_mut().flatten() {
            if wait.as_mut().poll(context).is_pending() {
                all = Poll::Pending;
            }
        }
        all
    }

    pub fn drop_one(&mut self, place: usize) {
        mem::take(&mut self.0[place]);
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
