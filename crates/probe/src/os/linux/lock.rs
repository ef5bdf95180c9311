//! Tells the wait for a lock from other sleeps.

use std::fs;
use std::ops::Range;
use std::sync::{Condvar, Mutex, OnceLock, PoisonError, mpsc};
use std::thread::{self, Scope};
use std::time::{Duration, Instant};

use super::{Activity, ThreadId, activity, in_system_call, this_thread, words_at};

/// The value of a `Mutex` of std for which somebody waits.
const CONTENDED: usize = 2;

/// Words of a stack that are looked at: those of the innermost calls.
const WORDS: usize = 32;

/// Whether the thread sleeps in the wait for a `Mutex` of std.
///
/// `park` and condition variables sleep in the same system call. A parked thread waits for another
/// value to change. A condition variable counts, and may stand at that value by chance, so that the
/// code decides which is on the stack.
pub(crate) fn waits_for_a_lock(thread: ThreadId) -> bool {
    static CODE: OnceLock<Option<usize>> = OnceLock::new();
    let Some(sleep) = Sleep::of(thread) else {
        return false;
    };
    let word = words_at(sleep.address, 1).and_then(|words| words.first().copied());
    let is_contended = word.is_some_and(|word| word as u32 as usize == CONTENDED);
    sleep.value == CONTENDED
        && is_contended
        && CODE
            .get_or_init(code_of_a_lock)
            .is_some_and(|code| sleep.code().contains(&code))
}

/// Whether the thread sleeps until another one acts, and certainly not for a lock.
pub(super) fn waits_for_no_lock(thread: ThreadId) -> bool {
    Sleep::of(thread).is_some_and(|sleep| sleep.value != CONTENDED)
}

/// A thread that sleeps in a futex call without a limit.
struct Sleep {
    address: usize,
    value: usize,
    stack: usize,
}

impl Sleep {
    fn of(thread: ThreadId) -> Option<Sleep> {
        let line = fs::read_to_string(format!("/proc/self/task/{}/syscall", thread.0)).ok()?;
        if in_system_call(&line) != Activity::Waiting {
            return None;
        }
        // The number of the call, its six arguments, the pointers to the stack and to the code.
        let words: Vec<usize> = line
            .split_ascii_whitespace()
            .skip(1)
            .map_while(hexadecimal)
            .collect();
        let [address, _, value, _, _, _, stack, _] = words[..] else {
            return None;
        };
        Some(Sleep {
            address,
            value,
            stack,
        })
    }

    /// Addresses of code among the words on its stack.
    fn code(&self) -> Vec<usize> {
        let maps = fs::read_to_string("/proc/self/maps").unwrap_or_default();
        let code: Vec<_> = maps.lines().filter_map(range_of_code).collect();
        let words = words_at(self.stack, WORDS).unwrap_or_default().into_iter();
        words
            .filter(|word| code.iter().any(|range| range.contains(word)))
            .collect()
    }
}

fn hexadecimal(word: &str) -> Option<usize> {
    usize::from_str_radix(word.trim_start_matches("0x"), 16).ok()
}

/// `7f0000000000-7f0000001000 r-xp …`
fn range_of_code(line: &str) -> Option<Range<usize>> {
    let (range, rest) = line.split_once(' ')?;
    let (begin, end) = range.split_once('-')?;
    rest.starts_with("r-x")
        .then_some(hexadecimal(begin)?..hexadecimal(end)?)
}

/// An address that is on the stack of whoever waits for a lock, and not of one who waits for a
/// condition variable: learnt from two threads that do the one, and one that does the other.
fn code_of_a_lock() -> Option<usize> {
    let lock = Mutex::new(());
    let (gate, opened) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        let held = lock.lock();
        let first = asleep(scope, || drop(lock.lock()));
        let second = asleep(scope, || {
            for _ in 0..2 {
                drop(lock.lock());
            }
        });
        drop(held);
        let other = asleep(scope, || {
            let gate = gate.lock().unwrap_or_else(PoisonError::into_inner);
            drop(opened.wait_while(gate, |is_open| !*is_open));
        });
        *gate.lock().unwrap_or_else(PoisonError::into_inner) = true;
        opened.notify_all();
        let (second, other) = (second?, other?);
        let mut of_both = first?.into_iter().filter(|word| second.contains(word));
        of_both.find(|word| !other.contains(word))
    })
}

/// Addresses of code on the stack of a thread that sleeps in `wait`.
fn asleep<'scope>(
    scope: &'scope Scope<'scope, '_>,
    wait: impl FnOnce() + Send + 'scope,
) -> Option<Vec<usize>> {
    let (begin, begun) = mpsc::channel();
    scope.spawn(move || {
        let _ = begin.send(this_thread());
        wait();
    });
    let thread = begun.recv().ok()?;
    let until = Instant::now() + Duration::from_millis(200);
    while activity(thread) != Activity::Waiting {
        if Instant::now() >= until {
            return None;
        }
        thread::yield_now();
    }
    Some(Sleep::of(thread)?.code())
}
