//! Notes how long each thread asks to sleep.
//!
//! `thread::sleep` of std calls these functions of libc; in a program that contains this crate they
//! are the ones below. A look at the thread from outside would do as well, but on a busy machine
//! it comes too late for a short sleep.

use std::cell::Cell;
use std::ffi::{c_int, c_long};
use std::io;
use std::time::Duration;

#[cfg(target_arch = "x86_64")]
const CLOCK_NANOSLEEP: c_long = 230;
#[cfg(not(target_arch = "x86_64"))]
const CLOCK_NANOSLEEP: c_long = 115;

const CLOCK_REALTIME: c_int = 0;

thread_local! {
    static ASKED: Cell<Duration> = const { Cell::new(Duration::ZERO) };
}

/// How long this thread has asked to sleep so far, all sleeps together.
pub(crate) fn asked_to_sleep() -> Duration {
    ASKED.get()
}

/// Sets the account back to what it was.
pub(crate) fn forget_sleeps_since(asked: Duration) {
    ASKED.set(asked);
}

/// `timespec` of 64-bit systems.
#[repr(C)]
struct Time {
    seconds: i64,
    nanoseconds: i64,
}

unsafe extern "C" {
    fn syscall(number: c_long, ...) -> c_long;
}

/// # Safety
///
/// As nanosleep(2).
#[unsafe(no_mangle)]
unsafe extern "C" fn nanosleep(request: *const Time, left: *mut Time) -> c_int {
    // SAFETY: the caller keeps the contract of nanosleep(2), which is that of the call below.
    match unsafe { clock_nanosleep(CLOCK_REALTIME, 0, request, left) } {
        0 => 0,
        // `errno` is what the system call has left there.
        _ => -1,
    }
}

/// # Safety
///
/// As clock_nanosleep(2).
#[unsafe(no_mangle)]
unsafe extern "C" fn clock_nanosleep(
    clock: c_int,
    flags: c_int,
    request: *const Time,
    left: *mut Time,
) -> c_int {
    // With flags the time is a moment instead of a length. Nobody here asks for that.
    // SAFETY: the caller gives a pointer to a time, or to nothing, which the system call refuses.
    if let (0, Some(time)) = (flags, unsafe { request.as_ref() }) {
        let seconds = Duration::from_secs(time.seconds.try_into().unwrap_or(0));
        let rest = Duration::from_nanos(time.nanoseconds.try_into().unwrap_or(0));
        ASKED.set(ASKED.get().saturating_add(seconds).saturating_add(rest));
    }
    // SAFETY: these are the arguments of that system call, handed on as they are.
    match unsafe { syscall(CLOCK_NANOSLEEP, clock, flags, request, left) } {
        0 => 0,
        _ => io::Error::last_os_error().raw_os_error().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleep_of_std_is_noted_on_its_thread_alone() {
        let long = Duration::from_millis(2);
        let before = asked_to_sleep();
        std::thread::sleep(long);
        assert_eq!(asked_to_sleep() - before, long);
        let other = std::thread::spawn(move || {
            std::thread::sleep(long);
            asked_to_sleep()
        });
        assert_eq!(other.join().unwrap(), long);
        assert_eq!(asked_to_sleep() - before, long);
    }
}
