//! System calls of x86-64 Linux that touch neither `errno` nor a lock: the handler of a signal may
//! make them, wherever its thread was stopped.

use std::arch::{asm, naked_asm};
use std::sync::atomic::AtomicU32;
use std::time::Duration;

const MPROTECT: usize = 10;
const RT_SIGACTION: usize = 13;
const RT_SIGPROCMASK: usize = 14;
const PREAD64: usize = 17;
const PRCTL: usize = 157;
const GETTID: usize = 186;
const FUTEX: usize = 202;
const SCHED_SETAFFINITY: usize = 203;
const SCHED_GETAFFINITY: usize = 204;
const CLOCK_GETTIME: usize = 228;
const CLOCK_NANOSLEEP: usize = 230;
const GETCPU: usize = 309;

const SIGTRAP: usize = 5;
const CLOCK_MONOTONIC: usize = 1;
const TIMER_ABSTIME: usize = 1;
const FUTEX_WAIT_PRIVATE: usize = 128;
const FUTEX_WAKE_PRIVATE: usize = 129;
const PR_SET_TIMERSLACK: usize = 29;

/// # Safety
///
/// As the system call asks.
unsafe fn call(number: usize, [a, b, c, d]: [usize; 4]) -> isize {
    let result;
    // SAFETY: the caller's; the kernel changes no other register.
    unsafe {
        asm!(
            "syscall",
            inlateout("rax") number as isize => result,
            in("rdi") a,
            in("rsi") b,
            in("rdx") c,
            in("r10") d,
            out("rcx") _,
            out("r11") _,
            options(nostack),
        );
    }
    result
}

pub(super) fn this_thread() -> u32 {
    // SAFETY: it takes nothing.
    unsafe { call(GETTID, [0; 4]) as u32 }
}

pub(super) fn wake(word: &AtomicU32) {
    // SAFETY: the word lives; one waiter is woken.
    unsafe { call(FUTEX, [word.as_ptr() as usize, FUTEX_WAKE_PRIVATE, 1, 0]) };
}

/// Reads the beginning of a file.
pub(super) fn read(file: i32, buffer: &mut [u8]) -> Option<usize> {
    let (start, length) = (buffer.as_mut_ptr() as usize, buffer.len());
    // SAFETY: the buffer is borrowed for as long as the call lasts.
    let got = unsafe { call(PREAD64, [file as usize, start, length, 0]) };
    usize::try_from(got).ok()
}

/// Seconds and nanoseconds.
#[repr(C)]
struct TimeSpec(i64, i64);

/// The time of the clock that `Instant` goes by.
pub(super) fn now() -> Duration {
    let mut time = TimeSpec(0, 0);
    // SAFETY: it writes one `timespec`.
    unsafe {
        call(
            CLOCK_GETTIME,
            [CLOCK_MONOTONIC, &raw mut time as usize, 0, 0],
        )
    };
    Duration::new(time.0 as u64, time.1 as u32)
}

/// Sleeps until then.
pub(super) fn sleep_until(time: Duration) {
    let time = TimeSpec(time.as_secs() as i64, time.subsec_nanos().into());
    let arguments = [CLOCK_MONOTONIC, TIMER_ABSTIME, &raw const time as usize, 0];
    // SAFETY: it reads one `timespec`.
    unsafe { call(CLOCK_NANOSLEEP, arguments) };
}

/// `sigaction` as the kernel has it.
#[repr(C)]
struct Action {
    handler: usize,
    flags: usize,
    restorer: usize,
    mask: u64,
}

const SA_SIGINFO: usize = 4;
const SA_RESTORER: usize = 0x0400_0000;

/// Has `handler` called for SIGTRAP, and `restorer` after it. Returns whether that is allowed.
///
/// # Safety
///
/// They must be what the kernel expects of them.
pub(super) unsafe fn handle_traps(handler: extern "C" fn(), restorer: extern "C" fn()) -> bool {
    let action = Action {
        handler: handler as usize,
        flags: SA_SIGINFO | SA_RESTORER,
        restorer: restorer as usize,
        mask: 0,
    };
    // SAFETY: it reads one `Action`; the functions are the caller's promise.
    unsafe { call(RT_SIGACTION, [SIGTRAP, &raw const action as usize, 0, 8]) == 0 }
}

/// Whether this thread blocks SIGTRAP: a trap would end the process.
pub(super) fn traps_are_blocked() -> bool {
    let mut mask = 0_u64;
    // SAFETY: it writes the mask, and changes nothing.
    let told = unsafe { call(RT_SIGPROCMASK, [0, 0, &raw mut mask as usize, 8]) };
    told != 0 || mask & (1 << (SIGTRAP - 1)) != 0
}

/// Makes the page of an instruction writable.
pub(super) fn make_writable(address: u64) -> bool {
    const PAGE: usize = 4096;
    const READ_WRITE_EXECUTE: usize = 7;
    let page = address as usize & !(PAGE - 1);
    // SAFETY: the page holds code, which stays what it is.
    unsafe { call(MPROTECT, [page, PAGE, READ_WRITE_EXECUTE, 0]) == 0 }
}

/// Waits while the word holds `value`, up to the limit; may return early.
pub(super) fn wait(word: &AtomicU32, value: u32, limit: Duration) {
    let limit = TimeSpec(limit.as_secs() as i64, limit.subsec_nanos().into());
    let word = word.as_ptr() as usize;
    let arguments = [
        word,
        FUTEX_WAIT_PRIVATE,
        value as usize,
        &raw const limit as usize,
    ];
    // SAFETY: the word lives, and one `timespec` is read.
    unsafe { call(FUTEX, arguments) };
}

/// Puts `over` into the word and wakes whoever waits for that, then waits until it holds `go`, and
/// puts `inside` there. In between it runs nothing that anybody else runs, so that it meets no
/// breakpoint.
#[unsafe(naked)]
pub(super) extern "C" fn wait_for_a_turn(word: *mut u32, over: u32, go: u32, inside: u32) {
    naked_asm!(
        "mov r8d, edx",
        "mov r9d, ecx",
        "mov dword ptr [rdi], esi",
        "mov esi, {wake}",
        "mov edx, 1",
        "mov eax, {futex}",
        "syscall",
        "xor r10d, r10d",
        "mov esi, {wait}",
        "10:",
        "mov edx, dword ptr [rdi]",
        "cmp edx, r8d",
        "je 20f",
        "mov eax, {futex}",
        "syscall",
        "jmp 10b",
        "20:",
        "mov dword ptr [rdi], r9d",
        "ret",
        wake = const FUTEX_WAKE_PRIVATE,
        wait = const FUTEX_WAIT_PRIVATE,
        futex = const FUTEX,
    )
}

/// Waits until the word is not zero, up to the limit. Sets `flag`, and wakes whoever waits for
/// that, when it runs nothing any more that anybody else runs.
pub(super) fn wait_quietly(word: &AtomicU32, flag: &AtomicU32, limit: Duration) {
    let limit = TimeSpec(limit.as_secs() as i64, limit.subsec_nanos().into());
    flag_and_wait(word.as_ptr(), flag.as_ptr(), &raw const limit);
}

#[unsafe(naked)]
extern "C" fn flag_and_wait(word: *const u32, flag: *mut u32, limit: *const TimeSpec) {
    naked_asm!(
        "mov r9, rdi",
        "mov r8, rdx",
        "mov dword ptr [rsi], 1",
        "mov rdi, rsi",
        "mov esi, {wake}",
        "mov edx, 1",
        "mov eax, {futex}",
        "syscall",
        "mov rdi, r9",
        "mov esi, {wait}",
        "mov r10, r8",
        "10:",
        "cmp dword ptr [rdi], 0",
        "jne 99f",
        "xor edx, edx",
        "mov eax, {futex}",
        "syscall",
        "cmp eax, {timed_out}",
        "jne 10b",
        "99:",
        "ret",
        wake = const FUTEX_WAKE_PRIVATE,
        wait = const FUTEX_WAIT_PRIVATE,
        futex = const FUTEX,
        timed_out = const -110,
    )
}

/// Processors that a thread may run on: enough for 1,024.
pub(super) type Processors = [u64; 16];

/// Those of this thread.
pub(super) fn processors() -> Option<Processors> {
    let mut set = [0; 16];
    // SAFETY: it writes no more than the set.
    let got = unsafe {
        call(
            SCHED_GETAFFINITY,
            [0, size_of_val(&set), set.as_mut_ptr() as usize, 0],
        )
    };
    (got > 0).then_some(set)
}

/// Lets this thread, and those it starts, run on these. Not being allowed to does no harm.
pub(super) fn run_on(set: &Processors) {
    // SAFETY: it reads the set.
    unsafe {
        call(
            SCHED_SETAFFINITY,
            [0, size_of_val(set), set.as_ptr() as usize, 0],
        )
    };
}

/// The one that this thread runs on now.
pub(super) fn this_processor() -> Processors {
    let mut number = 0_u32;
    // SAFETY: it writes one number.
    unsafe { call(GETCPU, [&raw mut number as usize, 0, 0, 0]) };
    let mut set = [0; 16];
    set[number as usize / 64 % 16] = 1 << (number % 64);
    set
}

/// How much later than asked this thread may be woken, in nanoseconds; zero for the usual.
pub(super) fn slack(nanoseconds: usize) {
    // SAFETY: it takes two numbers.
    unsafe { call(PRCTL, [PR_SET_TIMERSLACK, nanoseconds, 0, 0]) };
}
