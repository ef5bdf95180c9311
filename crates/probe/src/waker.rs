//! A waker that keeps an account of its clones, drops, and wakes.

use std::mem::ManuallyDrop;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{RawWaker, RawWakerVTable, Waker};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use crate::os;
use crate::own_wait::own_wait;
use crate::trace::Subject;

/// How long a future may take to call a waker that it holds, before the wait is given up. It is
/// given up sooner where no thread is left that could call it.
pub const PATIENCE: Duration = Duration::from_secs(1);

/// Between two looks at who could still call a waker.
const LOOK: Duration = Duration::from_millis(10);

/// One patience serves a whole process: an answer that has used it up has failed, and what its
/// other tests wait for is not worth another second each.
const LATER_PATIENCE: Duration = Duration::from_millis(100);
static IS_SPENT: AtomicBool = AtomicBool::new(false);

type CloneHook = Box<dyn FnOnce() + Send>;
type WakeHook = Arc<dyn Fn() + Send + Sync>;

/// The account of all wakers that one probe has handed out. A generation is the set of clones of
/// one waker; a poll with a new waker begins the next one.
#[derive(Default)]
pub(crate) struct Ledger {
    state: Mutex<State>,
    changed: Condvar,
    /// Whom the wakers wake.
    subject: Subject,
}

#[derive(Default)]
struct State {
    generations: Vec<Generation>,
    polling: Option<ThreadId>,
    /// Wakes of all generations before the latest poll.
    wakes_before: usize,
    self_wakes: usize,
    clones: usize,
    on_clone: Option<CloneHook>,
    on_wake: Option<WakeHook>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Generation {
    live: usize,
    wakes: usize,
}

/// How a wait for a wake ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waited {
    Woken,
    /// No clone of the latest waker is left to be called.
    NothingLeft(Earlier),
    /// Somebody holds a clone of the latest waker, and has not called it in time.
    OutOfPatience(Earlier),
}

/// What became of the wakers of earlier polls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Earlier {
    /// Clones of them that are alive.
    pub(crate) live: usize,
    /// Whether one was called since the latest poll began.
    pub(crate) woken: bool,
}

impl Ledger {
    /// The account of wakers that wake this one.
    pub(crate) fn of(subject: Subject) -> Ledger {
        Ledger {
            subject,
            ..Ledger::default()
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn update<R>(&self, change: impl FnOnce(&mut State) -> R) -> R {
        let result = change(&mut self.lock());
        self.changed.notify_all();
        result
    }

    /// A waker of a new generation.
    pub(crate) fn lend(self: &Arc<Ledger>) -> Lent {
        let generation = self.update(|state| {
            state.generations.push(Generation::default());
            state.generations.len() - 1
        });
        Handle::lend(Arc::clone(self), generation)
    }

    pub(crate) fn begin_poll(&self) {
        self.update(|state| {
            state.polling = Some(thread::current().id());
            state.self_wakes = 0;
            state.wakes_before = state.wakes();
        });
    }

    pub(crate) fn end_poll(&self) {
        self.update(|state| state.polling = None);
    }

    /// How often the latest poll woke its own task.
    pub(crate) fn self_wakes(&self) -> usize {
        self.lock().self_wakes
    }

    /// Clones alive, of all generations.
    pub(crate) fn live(&self) -> usize {
        self.lock().generations.iter().map(|g| g.live).sum()
    }

    /// Clones ever made.
    pub(crate) fn clones(&self) -> usize {
        self.lock().clones
    }

    /// Wakes of all generations.
    pub(crate) fn wakes(&self) -> usize {
        self.lock().wakes()
    }

    /// Wakes of the latest generation.
    pub(crate) fn latest_wakes(&self) -> usize {
        self.lock().generations.last().map_or(0, |g| g.wakes)
    }

    /// Runs `hook` once, inside the next clone of a waker.
    pub(crate) fn on_next_clone(&self, hook: impl FnOnce() + Send + 'static) {
        self.lock().on_clone = Some(Box::new(hook));
    }

    /// Takes back a hook that has not run.
    pub(crate) fn forget_clone_hook(&self) {
        self.lock().on_clone = None;
    }

    /// Runs `hook` inside every wake that follows, after it has been counted.
    pub(crate) fn on_wake(&self, hook: impl Fn() + Send + Sync + 'static) {
        self.lock().on_wake = Some(Arc::new(hook));
    }

    /// Waits until the latest generation has been woken more than `seen` times, or cannot be.
    pub(crate) fn wait(&self, seen: usize, patience: Duration) -> Waited {
        let is_long = patience >= PATIENCE;
        let patience = match is_long && IS_SPENT.load(Ordering::SeqCst) {
            true => LATER_PATIENCE,
            false => patience,
        };
        let waited = own_wait(|| self.wait_on_this_thread(seen, patience));
        if is_long && matches!(waited, Waited::OutOfPatience(_)) {
            IS_SPENT.store(true, Ordering::SeqCst);
        }
        waited
    }

    fn wait_on_this_thread(&self, seen: usize, patience: Duration) -> Waited {
        let until = Instant::now() + patience;
        let mut looks = 0;
        let mut state = self.lock();
        let mut nobody_moves = false;
        loop {
            let latest = state.generations.last().copied().unwrap_or_default();
            if latest.wakes > seen {
                return Waited::Woken;
            }
            if latest.live == 0 {
                return Waited::NothingLeft(state.earlier());
            }
            let left = until.saturating_duration_since(Instant::now());
            // On a busy machine each look takes longer, and in each others have had their turn.
            let is_over = left.is_zero() && LOOK * looks >= patience / 2;
            if nobody_moves || is_over {
                return Waited::OutOfPatience(state.earlier());
            }
            looks += 1;
            state = match self.changed.wait_timeout(state, LOOK) {
                Ok((guard, _)) => guard,
                Err(poisoned) => poisoned.into_inner().0,
            };
            // Who acts may need this lock.
            drop(state);
            nobody_moves = os::nobody_moves();
            state = self.lock();
        }
    }
}

impl State {
    fn wakes(&self) -> usize {
        self.generations.iter().map(|g| g.wakes).sum()
    }

    /// For when the latest generation has not been woken: then all wakes are those of others.
    fn earlier(&self) -> Earlier {
        let earlier = self
            .generations
            .split_last()
            .map_or(&[][..], |(_, rest)| rest);
        Earlier {
            live: earlier.iter().map(|g| g.live).sum(),
            woken: self.wakes() > self.wakes_before,
        }
    }
}

/// What the wakers of one generation point to.
struct Handle {
    ledger: Arc<Ledger>,
    generation: usize,
}

// A waker goes to any thread. The table below is made by hand, and nothing else would ask this.
const _: fn() = || {
    fn asks<T: Send + Sync>() {}
    asks::<Handle>();
};

/// The waker that a probe lends to polls. It is not itself a clone and does not count as one.
pub(crate) struct Lent {
    // Never dropped: it borrows the reference that `_handle` owns.
    waker: ManuallyDrop<Waker>,
    _handle: Arc<Handle>,
}

impl Lent {
    pub(crate) fn waker(&self) -> &Waker {
        &self.waker
    }

    /// The two words of which each of its clones consists.
    pub(crate) fn words(&self) -> [usize; 2] {
        let vtable = std::ptr::from_ref(self.waker.vtable());
        [self.waker.data().addr(), vtable.addr()]
    }
}

impl Handle {
    // All clones of a generation share one pointer, so that `Waker::will_wake` sees them as equal.
    const TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, drop_clone);

    fn lend(ledger: Arc<Ledger>, generation: usize) -> Lent {
        let handle = Arc::new(Handle { ledger, generation });
        let raw = RawWaker::new(Arc::as_ptr(&handle).cast(), &Handle::TABLE);
        Lent {
            // SAFETY: the table upholds the contract of `RawWaker`: each clone owns one strong
            // reference of the `Arc`, which its drop or wake gives back.
            waker: ManuallyDrop::new(unsafe { Waker::from_raw(raw) }),
            _handle: handle,
        }
    }

    fn woken(&self) {
        let hook = self.ledger.update(|state| {
            state.generations[self.generation].wakes += 1;
            let is_own = state.polling == Some(thread::current().id());
            state.self_wakes += usize::from(is_own);
            let is_latest = self.generation + 1 == state.generations.len();
            (state.on_wake.clone(), is_own, is_latest)
        });
        let (hook, is_own, is_latest) = hook;
        self.ledger.subject.record(match (is_own, is_latest) {
            (_, false) => "woken by an earlier waker",
            (true, true) => "woken in its own poll",
            (false, true) => "woken",
        });
        if let Some(hook) = hook {
            own_wait(|| hook());
        }
    }
}

unsafe fn clone(data: *const ()) -> RawWaker {
    // SAFETY: `data` is the pointer of an `Arc<Handle>` of which the cloned waker owns, or
    // borrows, a reference.
    let handle = unsafe {
        Arc::increment_strong_count(data.cast::<Handle>());
        &*data.cast::<Handle>()
    };
    let hook = handle.ledger.update(|state| {
        state.generations[handle.generation].live += 1;
        state.clones += 1;
        state.on_clone.take()
    });
    handle.ledger.subject.record("waker cloned");
    if let Some(hook) = hook {
        own_wait(hook);
    }
    RawWaker::new(data, &Handle::TABLE)
}

unsafe fn wake(data: *const ()) {
    // SAFETY: as for `drop_clone`; the reference is given back after its last use.
    unsafe {
        wake_by_ref(data);
        drop_clone(data);
    }
}

unsafe fn wake_by_ref(data: *const ()) {
    // SAFETY: the waker that is called owns, or borrows, a reference.
    let handle = unsafe { &*data.cast::<Handle>() };
    handle.woken();
}

unsafe fn drop_clone(data: *const ()) {
    // SAFETY: the clone that is dropped owns one strong reference.
    let handle = unsafe { Arc::from_raw(data.cast::<Handle>()) };
    let generation = handle.generation;
    handle
        .ledger
        .update(|state| state.generations[generation].live -= 1);
    handle.ledger.subject.record("waker dropped");
}
