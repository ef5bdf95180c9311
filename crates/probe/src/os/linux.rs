//! Linux: `/proc/self/task/<thread>/…`, see proc(5).

use std::ffi::{CString, c_int};
use std::fs::{self, File};
use std::os::unix::fs::FileExt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Activity;

mod lock;
#[cfg(target_pointer_width = "64")]
mod sleep;

pub(crate) use lock::waits_for_a_lock;
use lock::waits_for_no_lock;
#[cfg(target_pointer_width = "64")]
pub(crate) use sleep::{asked_to_sleep, forget_sleeps_since};

/// Here the look from outside has to do.
#[cfg(not(target_pointer_width = "64"))]
pub(crate) fn asked_to_sleep() -> Duration {
    Duration::ZERO
}

#[cfg(not(target_pointer_width = "64"))]
pub(crate) fn forget_sleeps_since(_: Duration) {}

/// The kernel's number of a thread; zero where `/proc` is not to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ThreadId(u32);

thread_local! {
    static THIS: ThreadId = ThreadId(number_of_this_thread().unwrap_or(0));
}

pub(crate) fn this_thread() -> ThreadId {
    THIS.with(|this| *this)
}

/// The link leads to `<process>/task/<thread>`.
fn number_of_this_thread() -> Option<u32> {
    let link = fs::read_link("/proc/thread-self").ok()?;
    link.file_name()?.to_str()?.parse().ok()
}

/// Numbers of system calls: futex, and those that sleep for a time.
#[cfg(target_arch = "x86_64")]
const FUTEX: i64 = 202;
#[cfg(target_arch = "x86_64")]
const SLEEPS: [i64; 2] = [35, 230];

/// All newer machines share one table, see `asm-generic/unistd.h`.
#[cfg(not(target_arch = "x86_64"))]
const FUTEX: i64 = 98;
#[cfg(not(target_arch = "x86_64"))]
const SLEEPS: [i64; 2] = [101, 115];

/// What the thread is doing now.
pub(crate) fn activity(thread: ThreadId) -> Activity {
    let task = format!("/proc/self/task/{}", thread.0);
    let Ok(stat) = fs::read_to_string(format!("{task}/stat")) else {
        return Activity::Gone;
    };
    // The name stands in parentheses and may hold any character; the state follows it.
    let state = stat.rsplit_once(')').map(|(_, rest)| rest.trim_start());
    // `D` is a short wait of the kernel's own, as for a page of memory: nobody has asked for it.
    match state.and_then(|rest| rest.chars().next()) {
        Some('S') => {}
        Some('X' | 'Z') => return Activity::Gone,
        _ => return Activity::Running,
    }
    match fs::read_to_string(format!("{task}/syscall")) {
        Ok(line) => in_system_call(&line),
        Err(_) => Activity::Unknown,
    }
}

fn in_system_call(line: &str) -> Activity {
    let mut words = line.split_ascii_whitespace();
    let Some(number) = words.next().and_then(|word| word.parse::<i64>().ok()) else {
        return Activity::Running;
    };
    let argument = |n: usize| {
        words
            .clone()
            .nth(n)
            .and_then(|word| u64::from_str_radix(word.trim_start_matches("0x"), 16).ok())
            .unwrap_or(0)
    };
    match number {
        // futex(2): the fourth argument is the time limit.
        FUTEX if argument(3) == 0 => Activity::Waiting,
        FUTEX => Activity::Sleeping,
        number if SLEEPS.contains(&number) => Activity::Sleeping,
        _ => Activity::InKernel,
    }
}

/// How often the thread went to sleep of its own accord: while this stands still and the thread
/// is asleep, it is one and the same sleep.
pub(crate) fn sleeps(thread: ThreadId) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/self/task/{}/status", thread.0)).ok()?;
    let count = status
        .lines()
        .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"))?;
    count.trim().parse().ok()
}

/// What the scheduler has given to a thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turns {
    /// Processor time.
    pub(crate) cpu: Duration,
    /// Time for which it could run and waited for a processor.
    pub(crate) waited: Duration,
    /// How often the thread was given a processor.
    pub(crate) count: u64,
}

/// What the scheduler has given to the thread so far.
pub(crate) fn turns(thread: ThreadId) -> Option<Turns> {
    let stat = fs::read_to_string(format!("/proc/self/task/{}/schedstat", thread.0)).ok()?;
    // Nanoseconds on a processor, nanoseconds of waiting for one, turns.
    let mut fields = stat.split_ascii_whitespace().map(str::parse);
    let turns = Turns {
        cpu: Duration::from_nanos(fields.next()?.ok()?),
        waited: Duration::from_nanos(fields.next()?.ok()?),
        count: fields.next()?.ok()?,
    };
    // A kernel that keeps no such account says zero to everything.
    (turns.count > 0).then_some(turns)
}

/// See prctl(2).
const PR_SET_NAME: c_int = 15;

unsafe extern "C" {
    fn prctl(option: c_int, ...) -> c_int;
}

/// How the names begin that [`tag_this_thread`] gives.
pub(crate) const TAG: &str = "probe-";

/// Gives this thread a name that threads started by it inherit, unless they are named themselves.
pub(crate) fn tag_this_thread() -> String {
    let tag = format!("{TAG}{}", this_thread().0);
    if let Ok(name) = CString::new(&*tag) {
        // Not through `/proc`, which is closed to writers where answers are graded.
        // SAFETY: the option reads a text that ends with zero.
        unsafe { prctl(PR_SET_NAME, name.as_ptr()) };
    }
    tag
}

/// How many threads of this process bear the name.
pub(crate) fn threads_tagged(tag: &str) -> Option<usize> {
    Some(threads_of(tag)?.len())
}

/// The threads of this process that bear the name.
pub(crate) fn threads_of(tag: &str) -> Option<Vec<ThreadId>> {
    let threads = threads()?.into_iter();
    let of_tag = threads.filter(|(_, name)| name == tag);
    Some(of_tag.map(|(thread, _)| thread).collect())
}

/// All threads of this process, with their names.
pub(crate) fn threads() -> Option<Vec<(ThreadId, String)>> {
    let tasks = fs::read_dir("/proc/self/task").ok()?;
    let threads = tasks.flatten().filter_map(|task| {
        let name = fs::read_to_string(task.path().join("comm")).ok()?;
        let number = task.file_name().to_str()?.parse().ok()?;
        Some((ThreadId(number), name.trim_end().to_owned()))
    });
    Some(threads.collect())
}

/// Threads of the harness, which wait and watch, and run nothing of an answer.
static OWN: Mutex<Vec<ThreadId>> = Mutex::new(Vec::new());

fn own() -> MutexGuard<'static, Vec<ThreadId>> {
    OWN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says that this thread is one of the harness. A name would not do: threads inherit it.
pub(crate) fn this_thread_is_own() {
    own().push(this_thread());
}

/// The threads that sleep until another acts, and how often they have gone to sleep; `None` where
/// one is awake, or will rise by itself. The first thread of a process may rise, for it may belong
/// to a test harness that looks at the clock.
fn others() -> Option<Vec<(ThreadId, u64)>> {
    let first = ThreadId(std::process::id());
    let own = own().clone();
    let mut others = Vec::new();
    for (other, _) in threads()? {
        if other == this_thread() || own.contains(&other) {
            continue;
        }
        match activity(other) {
            Activity::Gone => {}
            asleep if other == first && asleep.is_asleep() => {}
            Activity::Waiting => others.push((other, sleeps(other)?)),
            _ => return None,
        }
    }
    Some(others)
}

/// Whether nothing happens any more in this process while this thread waits: there is no other, or
/// each sleeps until another acts. Two looks show one and the same sleep of each, so that there was
/// a moment between them in which all were asleep.
pub(crate) fn nobody_moves() -> bool {
    let before = others();
    before.is_some() && others() == before
}

/// Whether all other threads sleep, in whichever way; those of the harness do not count, nor does the
/// sleep of the first thread of a process. Two looks show one and the same sleep of each. `None`
/// where that cannot be told.
pub(crate) fn all_others_sleep() -> Option<bool> {
    let look = || {
        let first = ThreadId(std::process::id());
        let own = own().clone();
        let mut sleepers = Vec::new();
        for (other, _) in threads()? {
            if other == this_thread() || own.contains(&other) {
                continue;
            }
            match activity(other) {
                Activity::Gone => {}
                Activity::Running => return Some(None),
                _ if other == first => {}
                _ => sleepers.push((other, sleeps(other)?)),
            }
        }
        Some(Some(sleepers))
    };
    let before = look()?;
    Some(before.is_some() && look()? == before)
}

/// Whether the thread waits for one that sleeps for a set time: it sleeps until another thread acts,
/// not for a lock, and all others sleep as well, one of them by the clock. The first thread of a
/// process does not count, for it may belong to a test harness that looks at the clock.
pub(crate) fn waits_for_a_sleeper(thread: ThreadId) -> bool {
    let first = ThreadId(std::process::id());
    if !waits_for_no_lock(thread) {
        return false;
    }
    let others = threads().unwrap_or_default();
    let others = others.iter().map(|(other, _)| *other);
    let mut others = others.filter(|other| ![thread, first, this_thread()].contains(other));
    let mut is_timed = false;
    let all_asleep = others.all(|other| {
        let activity = activity(other);
        is_timed |= activity == Activity::Sleeping;
        activity.is_asleep()
    });
    all_asleep && is_timed
}

/// The words that stand at an address of this process, as far as they can be read. Unlike a read
/// through a pointer this is defined whatever they are.
pub(crate) fn words_at(address: usize, count: usize) -> Option<Vec<usize>> {
    const WORD: usize = size_of::<usize>();
    let mut bytes = vec![0; count * WORD];
    let memory = File::open("/proc/self/mem").ok()?;
    let read = memory.read_at(&mut bytes, address as u64).ok()?;
    let (words, _) = bytes[..read].as_chunks::<WORD>();
    Some(
        words
            .iter()
            .map(|word| usize::from_ne_bytes(*word))
            .collect(),
    )
}
