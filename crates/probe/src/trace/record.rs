//! The file, and what a line of it says.

use std::env;
use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Instant;

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
}

impl Out {
    fn to(path: PathBuf) -> Option<Out> {
        let mut options = OpenOptions::new();
        let file = options.append(true).create(true).open(&path).ok()?;
        Some(Out {
            path,
            began: Instant::now(),
            written: Mutex::new(Written { file, events: 0 }),
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
            if let Ok(file) = File::create(out.path.with_extension(name)) {
                self.file = file;
            }
        }
        number
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

fn virtual_us() -> Option<f64> {
    let clock = CLOCK.lock().unwrap_or_else(PoisonError::into_inner);
    let (handle, began) = clock.as_ref()?;
    let _entered = handle.enter();
    Some(began.elapsed().as_micros() as f64)
}

#[cold]
pub(super) fn write(subject: Subject, what: &str, more: More<'_>) {
    let Some(out) = out() else { return };
    heap::uncounted(|| {
        let current = thread::current();
        let digits = format!("{:?}", current.id());
        let digits = digits.trim_matches(|letter: char| !letter.is_ascii_digit());
        let name = current.name().map(str::to_owned);
        let thread = name.unwrap_or_else(|| format!("thread {digits}"));
        let text = |text: &str| JsonValue::from(text.to_owned());
        let mut fields: Vec<(&str, JsonValue)> = vec![
            ("real_us", (out.began.elapsed().as_micros() as f64).into()),
            ("thread", thread.into()),
            ("kind", text(subject.kind)),
            ("subject", subject.shown().into()),
            ("what", text(what)),
        ];
        fields.extend(virtual_us().map(|at| ("virtual_us", at.into())));
        fields.extend(
            more.iter()
                .map(|(key, value)| (*key, text(&value.to_string()))),
        );
        let mut written = out.written.lock().unwrap_or_else(PoisonError::into_inner);
        fields.push(("seq", (written.next(out) as f64).into()));
        let fields = fields
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value));
        let mut line = JsonValue::Object(fields.collect())
            .stringify()
            .unwrap_or_default();
        line.push('\n');
        // What cannot be written is missed by whoever reads, and by no verdict.
        let _ = written.file.write_all(line.as_bytes());
    });
}
