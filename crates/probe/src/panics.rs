//! Panics that a test expects, and panics on threads that no test looks at.

use std::any::Any;
use std::cell::Cell;
use std::fmt::Display;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;

/// Runs `call` and returns what it says when it panics, without printing it.
///
/// # Errors
///
/// The message of the panic.
///
/// # Examples
///
/// ```
/// let message = probe::panics::caught(|| panic!("polled after completion"));
/// assert_eq!(message, Err::<(), _>("polled after completion".to_owned()));
/// assert_eq!(probe::panics::caught(|| 7), Ok(7));
/// ```
pub fn caught<R>(call: impl FnOnce() -> R) -> Result<R, String> {
    install();
    let before = SILENT.replace(true);
    let result = panic::catch_unwind(AssertUnwindSafe(call));
    SILENT.set(before);
    result.map_err(|payload| text(&*payload).unwrap_or_default().to_owned())
}

/// Asks that `call` ended with the panic that threw `thrown`, and with that very text.
///
/// # Panics
///
/// It ended without a panic, or with another one.
#[track_caller]
pub fn goes_on<T>(end: &thread::Result<T>, thrown: &'static str, call: &str) {
    let Err(payload) = end else {
        Finding::new(Diagnosis::SwallowedPanic)
            .note(
                format!("{thrown:?} was thrown, and `{call}` ended without a panic"),
                format!("{thrown:?} が投げられましたが、`{call}` はパニックせずに終わりました"),
            )
            .raise()
    };
    if payload.downcast_ref() != Some(&thrown) {
        let said = text(&**payload).unwrap_or("…");
        Finding::new(Diagnosis::WrongResult)
            .note(
                format!("{thrown:?} was thrown; `{call}` ended with another panic: {said:?}"),
                format!(
                    "投げられた値は {thrown:?} ですが、`{call}` は別のパニックで終わりました: {said:?}"
                ),
            )
            .raise()
    }
}

/// What a panic says.
pub(crate) fn text(payload: &(dyn Any + Send)) -> Option<&str> {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
}

/// Sentences with which std, futures, and tokio panic when a future is polled after its end. Only the
/// whole sentence counts: an answer may use any of these words for something else.
const AFTER_READY: &[&str] = &[
    "`async fn` resumed after completion",
    "`Ready` polled after completion",
    "All polled after completion",
    "Any polled after completion",
    "Flatten polled after completion",
    "Fold polled after completion",
    "Future polled after completion",
    "JoinHandle polled after completion",
    "Lazy polled after completion",
    "Map must not be polled after it returned `Poll::Ready`",
    "MaybeDone polled after value taken",
    "NextIf polled after completion",
    "Peek polled after completion",
    "PeekMut polled after completion",
    "PollImmediate polled after completion",
    "Ready polled after completion",
    "Shared future polled again after completion",
    "TryAll polled after completion",
    "TryAny polled after completion",
    "TryFlatten polled after completion",
    "TryFlattenErr polled after completion",
    "TryMaybeDone polled after value taken",
    "`TaskLocalFuture` polled after completion",
    "called after complete",
    "cannot poll Select twice",
    "polled Feed after completion",
    "polled MutexLockFuture after completion",
    "polled OwnedMutexLockFuture after completion",
    "polled `Forward` after completion",
    "polling StreamFuture twice",
];

/// Whether a panic says that a future was polled after its end; the line may follow.
pub(crate) fn is_of_a_finished_future(said: &str) -> bool {
    let text = said.rsplit_once(" (line ").map_or(said, |(text, _)| text);
    AFTER_READY.contains(&text)
}

/// Beginnings of what tokio and futures say where a runtime is missing, and where one is too many.
const OF_RUNTIMES: &[(&str, Diagnosis)] = &[
    ("there is no reactor running", Diagnosis::MissingReactor),
    (
        "A Tokio 1.x context was found, but timers are disabled",
        Diagnosis::MissingReactor,
    ),
    (
        "A Tokio 1.x context was found, but IO is disabled",
        Diagnosis::MissingReactor,
    ),
    (
        "Cannot start a runtime from within a runtime",
        Diagnosis::NestedRuntime,
    ),
    (
        "Cannot drop a runtime in a context where blocking is not allowed",
        Diagnosis::NestedRuntime,
    ),
    (
        "cannot execute `LocalPool` executor from within another executor",
        Diagnosis::NestedRuntime,
    ),
];

/// Runs a call, and names its panic where a runtime is missing in it, or one too many.
///
/// # Panics
///
/// With [`Diagnosis::MissingReactor`] or [`Diagnosis::NestedRuntime`], and with whatever else the
/// call panics with.
///
/// # Examples
///
/// ```
/// assert_eq!(probe::panics::named(|| 7), 7);
/// ```
#[track_caller]
pub fn named<R>(call: impl FnOnce() -> R) -> R {
    // Caught only to be named: what it says has been printed.
    let panic = match panic::catch_unwind(AssertUnwindSafe(call)) {
        Ok(output) => return output,
        Err(panic) => panic,
    };
    match of_runtimes(text(&*panic).unwrap_or_default()) {
        Some(finding) => finding.raise(),
        None => panic::resume_unwind(panic),
    }
}

/// The name of a panic that says that a runtime is missing, or one too many.
pub(crate) fn of_runtimes(said: &str) -> Option<Finding> {
    let mut all = OF_RUNTIMES.iter();
    let (_, diagnosis) = all.find(|(begins, _)| said.starts_with(begins))?;
    Some(Finding::new(*diagnosis).note(
        format!("the panic says: {said}"),
        format!("パニックの内容: {said}"),
    ))
}

/// What the latest panic of this thread said, and in which line; nothing where [`install`] has not
/// been called before it.
pub(crate) fn latest() -> Option<String> {
    LATEST.take()
}

/// Panics on threads that nobody joins: a test does not see them, and passes.
///
/// Those of all other threads count, whoever started them, for a thread does not say whose it is;
/// findings do not, so that one test that fails does not make another fail.
#[derive(Debug)]
pub struct Elsewhere {
    before: usize,
}

impl Elsewhere {
    /// Begins to count.
    pub fn begin() -> Elsewhere {
        install();
        Elsewhere {
            before: lock().len(),
        }
    }

    /// The messages of those panics so far.
    pub fn messages(&self) -> Vec<String> {
        let this = thread::current().id();
        let panics = lock();
        let since = panics.iter().skip(self.before);
        since
            .filter(|(thread, _)| *thread != this)
            .map(|(_, message)| message.clone())
            .collect()
    }
}

thread_local! {
    static SILENT: Cell<bool> = const { Cell::new(false) };
    static RAISING: Cell<bool> = const { Cell::new(false) };
    static LATEST: Cell<Option<String>> = const { Cell::new(None) };
}

static PANICS: Mutex<Vec<(ThreadId, String)>> = Mutex::new(Vec::new());

fn lock() -> MutexGuard<'static, Vec<(ThreadId, String)>> {
    PANICS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Puts a hook before the one that prints. It stays: a hook cannot be taken back while other
/// threads panic.
pub(crate) fn install() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let finding = RAISING.replace(false);
            // On its way out a thread may have none of these left; it still prints.
            let _ = LATEST.try_with(|latest| latest.set(Some(message(info))));
            if SILENT.get() {
                return;
            }
            if !finding {
                lock().push((thread::current().id(), message(info)));
            }
            print(info);
        }));
    });
}

fn message(info: &PanicHookInfo<'_>) -> String {
    let text = info.payload_as_str().unwrap_or("a panic without a message");
    match info.location() {
        Some(at) => format!("{text} (line {})", at.line()),
        None => text.to_owned(),
    }
}

/// Fails the test on this thread. That is a verdict, not a panic of the answer.
#[track_caller]
pub(crate) fn fail(verdict: &dyn Display) -> ! {
    // Without the hook nobody would take the mark back before the thread's first real panic.
    install();
    RAISING.set(true);
    panic!("{verdict}");
}
