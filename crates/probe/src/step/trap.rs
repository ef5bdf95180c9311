//! The processor's own traps, on x86-64 Linux: after each instruction, or at one instruction.
//!
//! The handler is written in assembly, and not in an optimized crate of its own: what it runs
//! while a breakpoint stands is nobody else's, in any build. It puts the byte back first; only
//! then, with no breakpoint left in the process, does it call Rust.

use std::arch::naked_asm;
use std::mem::offset_of;
use std::sync::atomic::{AtomicI32, AtomicPtr, AtomicU32, AtomicU64};

/// Instructions that one recording can hold.
pub(super) const LONGEST: usize = 1 << 14;

/// What the handler knows. `at` is the address of the breakpoint, with the byte that belongs there
/// in its uppermost eight bits: one word, so that a thread which comes by late never puts the byte
/// of one place into another.
#[repr(C)]
pub(super) struct State {
    pub(super) mode: AtomicU32,
    /// The thread under test.
    pub(super) thread: AtomicU32,
    /// `/proc/self/mem`; negative where the code's own pages were made writable instead.
    pub(super) memory: AtomicI32,
    pub(super) hit: AtomicU32,
    pub(super) at: AtomicU64,
    /// How often the instruction is run before it counts.
    pub(super) skip: AtomicU64,
    /// Called at the breakpoint, when it is gone.
    pub(super) arrived: AtomicPtr<()>,
    pub(super) length: AtomicU64,
    pub(super) path: [AtomicU64; LONGEST],
}

pub(super) static STATE: State = State {
    mode: AtomicU32::new(IDLE),
    thread: AtomicU32::new(0),
    memory: AtomicI32::new(-1),
    hit: AtomicU32::new(NOT_YET),
    at: AtomicU64::new(0),
    skip: AtomicU64::new(0),
    arrived: AtomicPtr::new(std::ptr::null_mut()),
    length: AtomicU64::new(0),
    path: [const { AtomicU64::new(0) }; LONGEST],
};

pub(super) const IDLE: u32 = 0;
pub(super) const RECORD: u32 = 1;
pub(super) const BREAK: u32 = 2;

pub(super) const NOT_YET: u32 = 0;
pub(super) const REACHED: u32 = 1;
/// Another thread came by first.
pub(super) const GIVEN_UP: u32 = 2;

/// The instruction that raises SIGTRAP.
const INT3: u8 = 0xcc;
const TRAP_FLAG: u32 = 0x100;

/// Places in `ucontext_t` and `siginfo_t`.
const RAX: usize = 40 + 8 * 13;
const RIP: usize = 40 + 8 * 16;
const FLAGS: usize = 40 + 8 * 17;
const SI_CODE: usize = 8;
/// `si_code` of a breakpoint, and of a single step.
const SI_KERNEL: u32 = 0x80;
const TRAP_TRACE: u32 = 2;

const PWRITE64: usize = 18;
const GETTID: usize = 186;
const RT_SIGPROCMASK: usize = 14;
const RT_SIGRETURN: usize = 15;
const CLONE: usize = 56;
const FORK: usize = 57;
const VFORK: usize = 58;
const CLONE3: usize = 435;

/// The handler. Registers need no care: the kernel restores them all.
///
/// r12 context, r13 state, r14 this thread, r15 address of the instruction.
#[unsafe(naked)]
pub(super) extern "C" fn on_trap() {
    naked_asm!(
        "mov r12, rdx",
        "lea r13, [rip + {state}]",
        "mov ebx, dword ptr [rsi + {si_code}]",
        "mov eax, {gettid}",
        "syscall",
        "mov r14d, eax",
        "mov r15, qword ptr [r12 + {rip_at}]",
        "cmp ebx, {trap_trace}",
        "je 30f",
        "cmp ebx, {si_kernel}",
        "jne 99f",
        // A breakpoint; the address is that of the next instruction.
        "dec r15",
        "mov rbx, qword ptr [r13 + {at}]",
        "mov rax, rbx",
        "shl rax, 8",
        "shr rax, 8",
        "cmp rax, r15",
        "je 20f",
        // Not the present one. Was it put back in the meantime, or is it the program's own?
        "cmp byte ptr [r15], {int3}",
        "je 99f",
        "mov qword ptr [r12 + {rip_at}], r15",
        "jmp 99f",
        "20:",
        "mov qword ptr [r12 + {rip_at}], r15",
        "shr rbx, 56",
        "push rbx",
        "call 80f",
        "pop rbx",
        "cmp r14d, dword ptr [r13 + {thread}]",
        "jne 28f",
        "cmp qword ptr [r13 + {skip}], 0",
        "je 25f",
        "dec qword ptr [r13 + {skip}]",
        "or dword ptr [r12 + {flags}], {trap_flag}",
        "jmp 99f",
        "25:",
        "mov dword ptr [r13 + {hit}], {reached}",
        "mov rax, qword ptr [r13 + {arrived}]",
        "sub rsp, 8",
        "cld",
        "call rax",
        "add rsp, 8",
        "jmp 99f",
        // Another thread: the place is given up.
        "28:",
        "mov eax, {not_yet}",
        "mov ecx, {given_up}",
        "lock cmpxchg dword ptr [r13 + {hit}], ecx",
        "jmp 99f",
        // One instruction further.
        "30:",
        "cmp r14d, dword ptr [r13 + {thread}]",
        "jne 39f",
        "cmp dword ptr [r13 + {mode}], {record}",
        "je 40f",
        "cmp dword ptr [r13 + {mode}], {break_}",
        "jne 39f",
        // Stepped over the breakpoint: it comes back, as soon as a repeated instruction is through.
        "mov rax, qword ptr [r13 + {at}]",
        "shl rax, 8",
        "shr rax, 8",
        "cmp rax, r15",
        "je 99f",
        "and dword ptr [r12 + {flags}], {no_trap_flag}",
        "cmp dword ptr [r13 + {hit}], {not_yet}",
        "jne 99f",
        "mov r15, rax",
        "push {int3}",
        "call 80f",
        "pop rbx",
        "jmp 99f",
        "39:",
        "and dword ptr [r12 + {flags}], {no_trap_flag}",
        "jmp 99f",
        "40:",
        "mov rcx, qword ptr [r13 + {length}]",
        "cmp rcx, {longest}",
        "jae 39b",
        "lea rdx, [r13 + {path}]",
        "test rcx, rcx",
        "jz 41f",
        // A repeated instruction is one place.
        "cmp qword ptr [rdx + 8 * rcx - 8], r15",
        "je 99f",
        "41:",
        "mov qword ptr [rdx + 8 * rcx], r15",
        "inc rcx",
        "mov qword ptr [r13 + {length}], rcx",
        // Where signals are about to be blocked a trap would kill, and a new thread inherits the
        // flag: the recording ends.
        "cmp word ptr [r15], 0x050f",
        "jne 99f",
        "mov eax, dword ptr [r12 + {rax_at}]",
        "cmp eax, {rt_sigprocmask}",
        "je 39b",
        "cmp eax, {clone}",
        "je 39b",
        "cmp eax, {fork}",
        "je 39b",
        "cmp eax, {vfork}",
        "je 39b",
        "cmp eax, {clone3}",
        "je 39b",
        "jmp 99f",
        // Writes the byte that lies on the stack to r15.
        "80:",
        "mov edi, dword ptr [r13 + {memory}]",
        "test edi, edi",
        "js 81f",
        "lea rsi, [rsp + 8]",
        "mov edx, 1",
        "mov r10, r15",
        "mov eax, {pwrite64}",
        "syscall",
        "ret",
        "81:",
        "mov al, byte ptr [rsp + 8]",
        "mov byte ptr [r15], al",
        "ret",
        "99:",
        "ret",
        state = sym STATE,
        si_code = const SI_CODE,
        si_kernel = const SI_KERNEL,
        trap_trace = const TRAP_TRACE,
        rip_at = const RIP,
        rax_at = const RAX,
        flags = const FLAGS,
        trap_flag = const TRAP_FLAG,
        no_trap_flag = const !TRAP_FLAG as i32,
        int3 = const INT3,
        mode = const offset_of!(State, mode),
        thread = const offset_of!(State, thread),
        memory = const offset_of!(State, memory),
        hit = const offset_of!(State, hit),
        at = const offset_of!(State, at),
        skip = const offset_of!(State, skip),
        arrived = const offset_of!(State, arrived),
        length = const offset_of!(State, length),
        path = const offset_of!(State, path),
        record = const RECORD,
        break_ = const BREAK,
        not_yet = const NOT_YET,
        reached = const REACHED,
        given_up = const GIVEN_UP,
        longest = const LONGEST,
        gettid = const GETTID,
        pwrite64 = const PWRITE64,
        rt_sigprocmask = const RT_SIGPROCMASK,
        clone = const CLONE,
        fork = const FORK,
        vfork = const VFORK,
        clone3 = const CLONE3,
    )
}

#[unsafe(naked)]
pub(super) extern "C" fn restorer() {
    naked_asm!("mov eax, {rt_sigreturn}", "syscall", rt_sigreturn = const RT_SIGRETURN)
}

/// Begins what `mode` says, as its last act: nothing of the harness comes after it.
#[unsafe(naked)]
pub(super) extern "C" fn enter() {
    naked_asm!(
        "lea r8, [rip + {state}]",
        "mov ecx, dword ptr [r8 + {mode}]",
        "cmp ecx, {record}",
        "je 10f",
        "cmp ecx, {break_}",
        "jne 99f",
        "mov r10, qword ptr [r8 + {at}]",
        "shl r10, 8",
        "shr r10, 8",
        "push {int3}",
        "mov edi, dword ptr [r8 + {memory}]",
        "test edi, edi",
        "js 20f",
        "mov rsi, rsp",
        "mov edx, 1",
        "mov eax, {pwrite64}",
        "syscall",
        "pop rcx",
        "ret",
        "20:",
        "pop rcx",
        "mov byte ptr [r10], cl",
        "ret",
        "10:",
        "pushfq",
        "or dword ptr [rsp], {trap_flag}",
        "popfq",
        "99:",
        "ret",
        state = sym STATE,
        mode = const offset_of!(State, mode),
        at = const offset_of!(State, at),
        memory = const offset_of!(State, memory),
        record = const RECORD,
        break_ = const BREAK,
        int3 = const INT3,
        trap_flag = const TRAP_FLAG,
        pwrite64 = const PWRITE64,
    )
}

/// Ends it, as its first act.
#[unsafe(naked)]
pub(super) extern "C" fn leave() {
    naked_asm!(
        "pushfq",
        "and dword ptr [rsp], {no_trap_flag}",
        "popfq",
        "lea r8, [rip + {state}]",
        "mov dword ptr [r8 + {mode}], {idle}",
        "mov rcx, qword ptr [r8 + {at}]",
        "test rcx, rcx",
        "jz 99f",
        "mov r10, rcx",
        "shl r10, 8",
        "shr r10, 8",
        "shr rcx, 56",
        "mov edi, dword ptr [r8 + {memory}]",
        "test edi, edi",
        "js 20f",
        "push rcx",
        "mov rsi, rsp",
        "mov edx, 1",
        "mov eax, {pwrite64}",
        "syscall",
        "pop rcx",
        "jmp 90f",
        "20:",
        "mov byte ptr [r10], cl",
        "90:",
        "lea r8, [rip + {state}]",
        "mov qword ptr [r8 + {at}], 0",
        "99:",
        "ret",
        state = sym STATE,
        mode = const offset_of!(State, mode),
        at = const offset_of!(State, at),
        memory = const offset_of!(State, memory),
        idle = const IDLE,
        no_trap_flag = const !TRAP_FLAG as i32,
        pwrite64 = const PWRITE64,
    )
}

/// Calls the handler as the kernel would, and keeps the caller's registers as no handler has to.
#[cfg(test)]
#[unsafe(naked)]
pub(super) extern "C" fn call_handler(signal: i32, info: *const u8, context: *mut u8) {
    naked_asm!(
        "push rbx",
        "push r12",
        "push r13",
        "push r14",
        "push r15",
        "call {handler}",
        "pop r15",
        "pop r14",
        "pop r13",
        "pop r12",
        "pop rbx",
        "ret",
        handler = sym on_trap,
    )
}
