//! What happens in a test, written down where somebody asks for it: `kata-trace/1`, a line of JSON
//! an event, into the file that `KATA_TRACE` names (docs/json.md).
//!
//! Nothing is recorded, and next to nothing paid, where nobody asks. Races that are stepped through
//! are not recorded: they are the same few polls, thousands of times.

use std::cell::Cell;
use std::env;
use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::panic::Location;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Instant;

use tinyjson::JsonValue;

use crate::heap;

/// Names the file that events are appended to.
const VARIABLE: &str = "KATA_TRACE";

/// Events of one test; what comes after them is cut off, with a word.
const MOST: usize = 100_000;

static OUT: OnceLock<Option<Out>> = OnceLock::new();

/// How many do something at this moment that is not to be recorded.
static MUTED: AtomicUsize = AtomicUsize::new(0);

thread_local! {
    /// When the program of this thread began, by the clock that it has.
    static BEGAN: Cell<Option<tokio::time::Instant>> = const { Cell::new(None) };
}

struct Out {
    file: Mutex<File>,
    began: Instant,
    events: AtomicUsize,
}

fn out() -> Option<&'static Out> {
    OUT.get_or_init(|| {
        let path = env::var_os(VARIABLE)?;
        let file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(path)
            .ok()?;
        Some(Out {
            file: Mutex::new(file),
            began: Instant::now(),
            events: AtomicUsize::new(0),
        })
    })
    .as_ref()
}

/// Whoever something happens to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Subject {
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

    /// One with a name of its own.
    pub(crate) fn named(kind: &'static str, name: &dyn Display) -> Subject {
        Subject {
            kind,
            number: 0,
            // It is kept until the process ends, as the record is.
            name: out().map(|_| heap::uncounted(|| &*Box::leak(name.to_string().into_boxed_str()))),
        }
    }

    fn shown(self) -> String {
        match (self.name, self.number) {
            (Some(name), _) => name.to_owned(),
            (None, 0) => self.kind.to_owned(),
            (None, number) => format!("{} {number}", self.kind),
        }
    }

    /// Writes down that this happened to it.
    pub(crate) fn record(self, what: &'static str) {
        if out().is_some() {
            write(self, what, None);
        }
    }

    /// The same, in a step of the test.
    pub(crate) fn record_at(self, what: &'static str, at: &Location<'_>) {
        if out().is_some() {
            let at = format_args!("{}:{}", at.file(), at.line());
            write(self, what, Some(("at", &at)));
        }
    }

    /// The same, with one more word.
    pub(crate) fn record_with(self, what: &'static str, key: &'static str, value: &str) {
        if out().is_some() {
            write(self, what, Some((key, &value)));
        }
    }
}

/// Begins virtual time for this thread, until what is returned is dropped.
pub(crate) fn clock() -> Ticking {
    let now = out().map(|_| tokio::time::Instant::now());
    Ticking(BEGAN.replace(now))
}

pub(crate) struct Ticking(Option<tokio::time::Instant>);

impl Drop for Ticking {
    fn drop(&mut self) {
        BEGAN.set(self.0);
    }
}

/// Records nothing while it lives.
pub(crate) struct Muted;

impl Muted {
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

#[cold]
fn write(subject: Subject, what: &str, more: Option<(&str, &dyn Display)>) {
    let Some(out) = out() else { return };
    // Where a race was lost is of interest, in the middle of thousands that were not.
    if MUTED.load(Ordering::SeqCst) > 0 && what != "finding" {
        return;
    }
    let number = out.events.fetch_add(1, Ordering::SeqCst);
    if number > MOST {
        return;
    }
    heap::uncounted(|| {
        let what = if number == MOST { "cut" } else { what };
        let kind = subject.kind.to_owned();
        let current = thread::current();
        let digits = format!("{:?}", current.id());
        let digits = digits.trim_matches(|letter: char| !letter.is_ascii_digit());
        let name = current.name().map(str::to_owned);
        let thread = name.unwrap_or_else(|| format!("thread {digits}"));
        let mut fields: Vec<(&str, JsonValue)> = vec![
            ("seq", (number as f64).into()),
            ("real_us", (out.began.elapsed().as_micros() as f64).into()),
            ("thread", thread.into()),
            ("kind", kind.into()),
            ("subject", subject.shown().into()),
            ("what", what.to_owned().into()),
        ];
        if let Some(began) = BEGAN.get() {
            let now = began.elapsed().as_micros() as f64;
            fields.push(("virtual_us", now.into()));
        }
        fields.extend(more.map(|(key, value)| (key, value.to_string().into())));
        let fields = fields
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value));
        let line = JsonValue::Object(fields.collect()).stringify();
        let mut line = line.unwrap_or_default();
        line.push('\n');
        let mut file = out.file.lock().unwrap_or_else(PoisonError::into_inner);
        // What cannot be written is missed by whoever reads, and by no verdict.
        let _ = file.write_all(line.as_bytes());
    });
}
