//! A thread that acts while another one stands still.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::os;
use crate::step::{OneProcessor, Turn};
use crate::stuck::{Called, What};

/// The other thread, and what it does in its next turn.
pub(crate) struct Turns {
    event: Called,
    handle: JoinHandle<()>,
    table: Arc<Table>,
    _processor: OneProcessor,
}

/// Most turns take a few microseconds.
const AT_ONCE: Duration = Duration::from_millis(20);

/// What the other thread keeps from one turn to the next. It need not be `Send`.
pub(crate) type Kept = Option<Box<dyn Any>>;

type Act = Box<dyn FnOnce(&mut Kept) + Send>;
type Panic = Box<dyn Any + Send>;

#[derive(Default)]
struct Table {
    act: Mutex<Option<Act>>,
    panic: Mutex<Option<Panic>>,
    over: AtomicBool,
}

impl Turns {
    #[track_caller]
    pub(crate) fn begin(what: What) -> Turns {
        let processor = OneProcessor::begin();
        let table = Arc::new(Table::default());
        let theirs = Arc::clone(&table);
        Turn::reserve();
        let (begin, begun) = mpsc::channel();
        let handle = thread::Builder::new()
            .name("event".to_owned())
            .spawn(move || {
                os::this_thread_is_own();
                Turn::sit_down();
                let _ = begin.send(os::this_thread());
                let mut kept = None;
                loop {
                    Turn::wait();
                    if theirs.over.load(Ordering::SeqCst) {
                        break;
                    }
                    // An executor may be stopped after its wake has come anyway: an empty turn.
                    if let Some(act) = take(&theirs.act) {
                        let result = catch_unwind(AssertUnwindSafe(|| act(&mut kept)));
                        if let Err(panic) = result {
                            *lock(&theirs.panic) = Some(panic);
                        }
                    }
                }
                drop(kept);
                Turn::stand_up();
            })
            .expect("the machine can start one more thread");
        let thread = begun.recv().expect("the thread has started");
        let turns = Turns {
            event: Called::on(thread, what),
            handle,
            table,
            _processor: processor,
        };
        turns.finish();
        turns
    }

    /// Says what the next turn is for.
    pub(crate) fn next(&self, act: impl FnOnce(&mut Kept) + Send + 'static) {
        *lock(&self.table.act) = Some(Box::new(act));
    }

    /// Gives the turn, and waits for its end.
    pub(crate) fn take(&self) {
        Turn::give();
        self.finish();
    }

    /// Waits for the end of a turn that was given. Goes on panicking where it panicked.
    pub(crate) fn finish(&self) {
        if !Turn::is_over_within(AT_ONCE) {
            self.event.wait_until(Turn::is_over);
        }
        if let Some(panic) = take(&self.table.panic) {
            resume_unwind(panic);
        }
    }

    /// A turn with an answer.
    pub(crate) fn ask<R: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Kept) -> R + Send + 'static,
    ) -> R {
        let answer = Arc::new(Mutex::new(None));
        let theirs = Arc::clone(&answer);
        self.next(move |kept| {
            let result = act(kept);
            *lock(&theirs) = Some(result);
        });
        self.take();
        take(&answer).expect("the turn came to its end")
    }
}

impl Drop for Turns {
    fn drop(&mut self) {
        *lock(&self.table.act) = None;
        self.table.over.store(true, Ordering::SeqCst);
        Turn::give();
        self.event.wait_until(|| self.handle.is_finished());
    }
}

fn lock<T>(slot: &Mutex<T>) -> MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

fn take<T>(slot: &Mutex<Option<T>>) -> Option<T> {
    lock(slot).take()
}
