//! The file, and what a line of it says.

use std::env;
use std::fmt::{Display, Write as _};
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use tinyjson::JsonValue;
use tokio::runtime::Handle;

use super::Subject;
use crate::heap;

/// Names the file that events are written to.
const VARIABLE: &str = "KATA_TRACE";

/// Events at the beginning that are kept. Of those that come after them only the latest are: so
/// many at least, and twice as many at most.
const FIRST: usize = 50_000;
const LATEST: usize = 25_000;

/// So many events are written one by one: what was recorded before a process is killed is there. Of
/// those that come in thousands after them a few wait for each other, for a moment.
///
/// After so much time in all they are only counted: a test has its own time to come to an end in, and
/// no verdict may change because somebody looks on.
const BUDGET: Duration = Duration::from_millis(200);
const AT_ONCE: usize = 2000;
const BUFFER: usize = 32 * 1024;
const WAITS: Duration = Duration::from_micros(200);
const COMMON: [&str; 8] = [
    "pending",
    "poll",
    "waker cloned",
    "waker dropped",
    "wakes its task",
    "woken",
    "woken by an earlier waker",
    "woken in its own poll",
];

static OUT: OnceLock<Option<Out>> = OnceLock::new();

/// The clock of the program that runs, and when it began by that.
static CLOCK: Mutex<Option<Clock>> = Mutex::new(None);

type Clock = (Handle, tokio::time::Instant);

/// More that an event says: keys and values.
pub(super) type More<'m> = &'m [(&'static str, &'m dyn Display)];

pub(super) struct Out {
    path: PathBuf,
    began: Instant,
    written: Mutex<Written>,
}

struct Written {
    file: File,
    events: usize,
    /// What is still to be written, and since when it waits.
    waiting: String,
    since: Duration,
    /// How long all the writing has taken.
    spent: Duration,
}

impl Out {
    fn to(path: PathBuf) -> Option<Out> {
        let mut options = OpenOptions::new();
        let file = options.append(true).create(true).open(&path).ok()?;
        Some(Out {
            path,
            began: Instant::now(),
            written: Mutex::new(Written {
                file,
                events: 0,
                waiting: String::new(),
                since: Duration::ZERO,
                spent: Duration::ZERO,
            }),
        })
    }
}

impl Written {
    /// The number of the next event, whose file is open then: the two for the latest events are
    /// written over in turn.
    fn next(&mut self, out: &Out) -> usize {
        let number = self.events;
        self.events += 1;
        let later = number.checked_sub(FIRST);
        if let Some(later) = later.filter(|later| later % LATEST == 0) {
            let name = ["jsonl.0", "jsonl.1"][later / LATEST % 2];
            self.flush();
            if let Ok(file) = File::create(out.path.with_extension(name)) {
                self.file = file;
            }
        }
        number
    }

    /// Writes the line at once, or a little later where such lines come in thousands.
    fn push(&mut self, line: &str, what: &str, now: Duration) {
        if self.waiting.is_empty() {
            self.since = now;
        }
        self.waiting.push_str(line);
        let may_wait = self.events > AT_ONCE
            && COMMON.contains(&what)
            && self.waiting.len() < BUFFER
            && now - self.since < WAITS;
        if !may_wait {
            self.flush();
        }
    }

    fn flush(&mut self) {
        // What cannot be written is missed by whoever reads, and by no verdict.
        let _ = self.file.write_all(self.waiting.as_bytes());
        self.waiting.clear();
    }
}

pub(super) fn out() -> Option<&'static Out> {
    let open = || Out::to(env::var_os(VARIABLE)?.into());
    OUT.get_or_init(open).as_ref()
}

/// Begins virtual time, on the clock of the runtime that this is called in, until what is returned
/// is dropped.
///
/// # Panics
///
/// Outside of a runtime, where something is recorded.
pub fn ticking() -> Ticking {
    let now = || (Handle::current(), tokio::time::Instant::now());
    Ticking(set_clock(out().map(|_| now())))
}

fn set_clock(clock: Option<Clock>) -> Option<Clock> {
    let mut now = CLOCK.lock().unwrap_or_else(PoisonError::into_inner);
    std::mem::replace(&mut *now, clock)
}

/// Virtual time, as long as it lives.
pub struct Ticking(Option<Clock>);

impl Drop for Ticking {
    fn drop(&mut self) {
        set_clock(self.0.take());
    }
}

fn virtual_us() -> Option<u128> {
    let clock = CLOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let (handle, began) = clock.as_ref()?;
    let _entered = handle.enter();
    Some(began.elapsed().as_micros())
}

thread_local! {
    /// How a line names this thread, as JSON.
    static THREAD: String = {
        let current = thread::current();
        let digits = format!("{:?}", current.id());
        let digits = digits.trim_matches(|letter: char| !letter.is_ascii_digit());
        let name = current.name().map(str::to_owned);
        text(&name.unwrap_or_else(|| format!("thread {digits}")))
    };
}

/// A string as JSON.
fn text(text: &str) -> String {
    JsonValue::from(text.to_owned())
        .stringify()
        .unwrap_or_default()
}

/// The line is put together by hand: a future may do a hundred thousand things in a poll, which has
/// to come back within the same time as ever.
#[cold]
pub(super) fn write(subject: Subject, what: &str, more: More<'_>) {
    let Some(out) = out() else { return };
    let lock = || out.written.lock().unwrap_or_else(PoisonError::into_inner);
    if COMMON.contains(&what) {
        let mut written = lock();
        if written.spent > BUDGET {
            written.events += 1;
            return;
        }
    }
    heap::uncounted(|| {
        let now = out.began.elapsed();
        let real = now.as_micros();
        let thread = THREAD
            .try_with(String::clone)
            .unwrap_or_else(|_| text("thread"));
        let kind = subject.kind;
        let mut line =
            format!("\"real_us\":{real},\"thread\":{thread},\"kind\":\"{kind}\",\"subject\":");
        match (subject.name, subject.number) {
            (Some(name), _) => line.push_str(&text(name)),
            (None, 0) => _ = write!(line, "\"{kind}\""),
            (None, number) => _ = write!(line, "\"{kind} {number}\""),
        }
        _ = write!(line, ",\"what\":\"{what}\"");
        if let Some(at) = virtual_us() {
            _ = write!(line, ",\"virtual_us\":{at}");
        }
        for (key, value) in more {
            _ = write!(line, ",\"{key}\":{}", text(&value.to_string()));
        }
        let mut written = lock();
        let line = format!("{{\"seq\":{},{line}}}\n", written.next(out));
        written.push(&line, what, now);
        written.spent += out.began.elapsed().saturating_sub(now);
    });
}
