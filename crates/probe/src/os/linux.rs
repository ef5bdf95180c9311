//! Linux: `/proc/self/task/<thread>/…`, see proc(5).

use std::fs;
use std::time::Duration;

use super::Activity;

/// The kernel's number of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ThreadId(libc::pid_t);

pub(crate) fn this_thread() -> ThreadId {
    // SAFETY: `gettid` takes nothing, touches no memory, and cannot fail.
    ThreadId(unsafe { libc::gettid() })
}

/// What the thread is doing now.
pub(crate) fn activity(thread: ThreadId) -> Activity {
    let task = format!("/proc/self/task/{}", thread.0);
    let Ok(stat) = fs::read_to_string(format!("{task}/stat")) else {
        return Activity::Gone;
    };
    // The name stands in parentheses and may hold any character; the state follows it.
    let state = stat.rsplit_once(')').map(|(_, rest)| rest.trim_start());
    match state.and_then(|rest| rest.chars().next()) {
        Some('S' | 'D') => {}
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
        n if n == libc::SYS_futex && argument(3) == 0 => Activity::Waiting,
        n if n == libc::SYS_futex => Activity::Sleeping,
        n if n == libc::SYS_clock_nanosleep || n == libc::SYS_nanosleep => Activity::Sleeping,
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
    Some(Turns {
        cpu: Duration::from_nanos(fields.next()?.ok()?),
        waited: Duration::from_nanos(fields.next()?.ok()?),
        count: fields.next()?.ok()?,
    })
}

/// Gives this thread a name that threads started by it inherit, unless they are named themselves.
pub(crate) fn tag_this_thread() -> String {
    let tag = format!("probe-{}", this_thread().0);
    // SAFETY: the name ends in a zero byte, lives through the call, and has less than the 16
    // bytes that the kernel reads.
    unsafe { libc::prctl(libc::PR_SET_NAME, format!("{tag}\0").as_ptr()) };
    tag
}

/// How many threads of this process bear the name.
pub(crate) fn threads_tagged(tag: &str) -> Option<usize> {
    let tasks = fs::read_dir("/proc/self/task").ok()?;
    let names = tasks.flatten().filter_map(|task| {
        let name = fs::read_to_string(task.path().join("comm")).ok()?;
        (name.trim_end() == tag).then_some(())
    });
    Some(names.count())
}
