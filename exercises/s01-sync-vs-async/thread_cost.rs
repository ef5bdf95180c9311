//! thread_cost: what a thread really costs.
//! Task and hints: `cargo xtask lesson thread_cost`, `cargo xtask hint thread_cost`
//! 日本語: exercises/s01-sync-vs-async/thread_cost.ja.md

use s01_sync_vs_async::memory::{Mem, Verdict};

/// What the text of `/proc/self/status` says of the process: `VmSize`, `VmRSS`, and `Threads`.
pub fn parse_status(status: &str) -> Option<Mem> {
    let _ = status;
    todo!("which lines count, and what is in them?")
}

/// By how many KiB `n` units have made the process grow, each: address space, resident memory.
pub fn per_unit(before: &Mem, after: &Mem, n: u64) -> (f64, f64) {
    let _ = (before, after, n);
    todo!("what has changed, divided by the number of those who changed it")
}

/// Of what it is true that each thread of the process takes 8 MiB.
pub fn claim_80gb(mem: &Mem) -> Verdict {
    let _ = (mem, Verdict::Neither);
    todo!("compare memory first, and then address space")
}
