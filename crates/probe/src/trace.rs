//! What happens in a test, written down where somebody asks for it: `kata-trace/1`, a line of JSON
//! an event, into the file that `KATA_TRACE` names (docs/json.md).
//!
//! Nothing is recorded, and next to nothing paid, where nobody asks. Races that are stepped through
//! are told in short: they are the same few polls, thousands of times.

mod record;

use std::fmt::Display;
use std::panic::Location;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::thread;

use lang::Text;

use crate::heap;

use record::{More, out, write};
pub use record::{Ticking, ticking};

/// How many do something at this moment that is not to be recorded.
static MUTED: AtomicUsize = AtomicUsize::new(0);

/// Whoever something happens to: a future, a call, a task, or the test itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subject {
    kind: &'static str,
    number: u32,
    name: Option<&'static str>,
}

impl Subject {
    /// The next one of its kind, in the order in which they are made.
    pub(crate) fn new(kind: &'static str, numbers: &AtomicU32) -> Subject {
        Subject {
            kind,
            number: match out() {
                Some(_) => numbers.fetch_add(1, Ordering::SeqCst) + 1,
                None => 0,
            },
            name: None,
        }
    }

    /// One with a name of its own. The kind says how it is drawn: a `call` as a bar over time.
    pub fn named(kind: &'static str, name: &dyn Display) -> Subject {
        Subject {
            kind,
            number: 0,
            // It is kept until the process ends, as the record is.
            name: out().map(|_| heap::uncounted(|| &*Box::leak(name.to_string().into_boxed_str()))),
        }
    }

    /// The only one of its kind.
    pub(crate) fn of_its_kind(kind: &'static str) -> Subject {
        Subject {
            kind,
            ..Subject::default()
        }
    }

    /// Writes down that this happened to it.
    pub fn record(self, what: &'static str) {
        self.put(what, &[]);
    }

    /// The same, in a step of the test.
    pub fn record_at(self, what: &'static str, at: &Location<'_>) {
        let at = format_args!("{}:{}", at.file(), at.line());
        self.put(what, &[("at", &at)]);
    }

    /// Writes down a sentence about it, in a step of the test.
    #[track_caller]
    pub fn tell(self, en: impl Display, ja: impl Display) {
        let at = Location::caller();
        let at = format_args!("{}:{}", at.file(), at.line());
        self.put("told", &[("at", &at), ("en", &en), ("ja", &ja)]);
    }

    /// The same of what goes on inside of a step: a fake is called, a message is handled.
    pub fn say(self, en: impl Display, ja: impl Display) {
        self.put("told", &[("en", &en), ("ja", &ja)]);
    }

    /// The same for what is of interest in the middle of thousands that are not.
    pub(crate) fn tell_aloud(self, said: &Text) {
        write(self, "told", &[("en", &said.en), ("ja", &said.ja)]);
    }

    /// [`record`](Subject::record) for what is of interest in the middle of thousands.
    pub(crate) fn record_aloud(self, what: &'static str) {
        write(self, what, &[]);
    }

    /// That something was found.
    pub(crate) fn found(self, code: &'static str) {
        write(self, "finding", &[("code", &code)]);
    }

    fn put(self, what: &'static str, more: More<'_>) {
        // Of a subject without a kind nothing is told.
        if !self.kind.is_empty() && out().is_some() && MUTED.load(Ordering::SeqCst) == 0 {
            write(self, what, more);
        }
    }
}

/// A call that is drawn as a bar: until [`ends`](Call::ends), or until it is dropped before its end.
#[derive(Debug)]
pub struct Call {
    subject: Subject,
    has_ended: bool,
}

/// Begins a call. Calls of the same name are drawn in one line, unless they overlap.
///
/// # Examples
///
/// ```
/// let call = probe::trace::call("worker 0");
/// call.ends();
/// ```
pub fn call(name: impl Display) -> Call {
    let subject = Subject::named("call", &name);
    subject.record("begins");
    Call {
        subject,
        has_ended: false,
    }
}

/// Something that takes no time, drawn at its moment, in a line with all of the same name.
pub fn moment(name: impl Display) {
    call(name).ends();
}

impl Call {
    /// It has come to its end.
    pub fn ends(mut self) {
        self.has_ended = true;
        self.subject.record("ends");
    }

    /// Nobody waits for its end any longer: it is drawn as one that does not end.
    pub fn goes_on(mut self) {
        self.has_ended = true;
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        match self.has_ended {
            true => {}
            false if thread::panicking() => self.subject.record("panicked"),
            false => self.subject.record("dropped"),
        }
    }
}

/// A future of which it is written down when it was polled, what each poll returned, and when it
/// was dropped.
pub struct Traced<F> {
    subject: Subject,
    future: Pin<Box<F>>,
}

/// Writes down what happens to a future that the answer is given to drive.
///
/// # Examples
///
/// ```
/// use probe::{Probe, trace::traced};
///
/// let mut probe = Probe::new(traced("task", "the first task", std::future::ready(7)));
/// assert_eq!(probe.ready(), 7);
/// ```
pub fn traced<F: Future>(kind: &'static str, name: impl Display, future: F) -> Traced<F> {
    Traced {
        subject: Subject::named(kind, &name),
        future: Box::pin(future),
    }
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        self.subject.record("poll");
        let poll = self.future.as_mut().poll(context);
        self.subject.record(match poll.is_ready() {
            true => "ready",
            false => "pending",
        });
        poll
    }
}

impl<F> Drop for Traced<F> {
    fn drop(&mut self) {
        self.subject.record("dropped");
    }
}

/// Records nothing while it lives.
pub(crate) struct Muted;

impl Muted {
    /// A race begins, in a step of the test: of what happens in it only the end is told.
    #[track_caller]
    pub(crate) fn race() -> Muted {
        Subject::of_its_kind("race").record_at("begins", Location::caller());
        Muted::begin()
    }

    pub(crate) fn begin() -> Muted {
        MUTED.fetch_add(1, Ordering::SeqCst);
        Muted
    }
}

impl Drop for Muted {
    fn drop(&mut self) {
        MUTED.fetch_sub(1, Ordering::SeqCst);
    }
}
