//! The steps of a pipeline, which write down that they are taken.

use std::cell::RefCell;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use probe::{Diagnosis, Finding};

/// A step that was taken, with the number it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// [`seen`].
    Seen(u32),
    /// [`add_ten`]; its future was polled.
    Add(u32),
    /// [`store`]; its future was polled.
    Store(u32),
}

thread_local! {
    // With room for what the tests do: writing a step down takes nothing from the heap.
    static TAKEN: RefCell<Vec<Step>> = RefCell::new(Vec::with_capacity(1000));
    static GATE: RefCell<Gate> = const { RefCell::new(Gate::Open) };
}

/// No test polls a step so often while it waits: somebody loops inside a poll.
const POLLS_OF_A_WAIT: usize = 1000;

/// What a step waits for: nothing, so that it waits once and asks to be polled again; or for
/// [`go_on`].
enum Gate {
    Open,
    Shut {
        waker: Option<Waker>,
        passes: usize,
        /// Polls of a step since the latest pass.
        polls: usize,
    },
}

/// From now on, on this thread, each step waits until it may [`go_on`]. For tests.
pub fn shut() {
    GATE.set(Gate::Shut {
        waker: None,
        passes: 0,
        polls: 0,
    });
}

/// From now on each step waits once, as it does where nobody has [`shut`] it in. For tests.
pub fn open() {
    GATE.set(Gate::Open);
}

/// Lets one step go on, and wakes whoever polled it last. For tests.
pub fn go_on() {
    let waker = GATE.with_borrow_mut(|gate| match gate {
        Gate::Open => None,
        Gate::Shut {
            waker,
            passes,
            polls,
        } => {
            *passes += 1;
            *polls = 0;
            waker.take()
        }
    });
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// Whether a step that has begun may go on; otherwise the task is woken when it may.
fn may_go_on(context: &Context<'_>) -> bool {
    let (may, polls) = GATE.with_borrow_mut(|gate| match gate {
        Gate::Open => (true, 0),
        Gate::Shut { passes, .. } if *passes > 0 => {
            *passes -= 1;
            (true, 0)
        }
        Gate::Shut { waker, polls, .. } => {
            *waker = Some(context.waker().clone());
            *polls += 1;
            (false, *polls)
        }
    });
    if polls >= POLLS_OF_A_WAIT {
        Finding::new(Diagnosis::BlockingPoll)
            .note(
                format!("the step was polled {polls} times, and nothing had happened in between"),
                format!("何も起きていない間に、手順が {polls} 回ポーリングされました"),
            )
            .raise();
    }
    may
}

fn take(step: Step) {
    TAKEN.with_borrow_mut(|taken| taken.push(step));
}

/// The steps that were taken on this thread, in order.
pub fn taken() -> Vec<Step> {
    TAKEN.with_borrow(Clone::clone)
}

/// Writes the number down.
pub fn seen(number: u32) {
    take(Step::Seen(number));
}

/// Adds ten, and waits once on the way.
pub fn add_ten(number: u32) -> impl Future<Output = u32> {
    Waiting::new(number, Step::Add, |number| number + 10)
}

/// Puts the number away, and waits once on the way.
///
/// # Errors
///
/// 78 is taken.
pub fn store(number: u32) -> impl Future<Output = Result<u32, String>> {
    Waiting::new(number, Step::Store, |number| match number {
        78 => Err(String::from("78 is taken")),
        _ => Ok(number),
    })
}

/// Pending once, and then ready. Two functions without a size, instead of what they return: the
/// future of a step is to be small.
struct Waiting<S, O> {
    number: u32,
    progress: Progress,
    step: S,
    output: O,
}

enum Progress {
    New,
    Begun,
    Done,
}

impl<S, O> Waiting<S, O> {
    fn new(number: u32, step: S, output: O) -> Waiting<S, O> {
        Waiting {
            number,
            progress: Progress::New,
            step,
            output,
        }
    }
}

impl<T, S, O> Future for Waiting<S, O>
where
    S: Fn(u32) -> Step + Unpin,
    O: Fn(u32) -> T + Unpin,
{
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        match self.progress {
            Progress::New => {
                self.progress = Progress::Begun;
                take((self.step)(self.number));
                if may_go_on(context) {
                    context.waker().wake_by_ref();
                }
                Poll::Pending
            }
            Progress::Begun if !may_go_on(context) => Poll::Pending,
            Progress::Begun => {
                self.progress = Progress::Done;
                Poll::Ready((self.output)(self.number))
            }
            Progress::Done => Finding::new(Diagnosis::PolledAfterReady).raise(),
        }
    }
}
