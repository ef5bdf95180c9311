//! All fields in a map, by name.

use std::collections::HashMap;

use s01_sync_vs_async::memory::{Mem, Verdict};

pub fn parse_status(status: &str) -> Option<Mem> {
    let fields: HashMap<&str, Vec<&str>> = status
        .lines()
        .rev()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name, value.split_whitespace().collect()))
        .collect();
    let kib = |name: &str| match fields.get(name)?[..] {
        [number, "kB"] => number.parse().ok(),
        _ => None,
    };
    let threads = fields.get("Threads")?.first()?.parse().ok()?;
    Some(Mem {
        vsize_kib: kib("VmSize")?,
        rss_kib: kib("VmRSS")?,
        threads,
    })
}

pub fn per_unit(before: &Mem, after: &Mem, n: u64) -> (f64, f64) {
    if n == 0 {
        return (0.0, 0.0);
    }
    let each = |before: u64, after: u64| (after as f64 - before as f64) / n as f64;
    (
        each(before.vsize_kib, after.vsize_kib),
        each(before.rss_kib, after.rss_kib),
    )
}

pub fn claim_80gb(mem: &Mem) -> Verdict {
    let claimed = mem.threads.saturating_mul(8_192);
    let is_exact = mem.threads.checked_mul(8_192).is_some();
    match (mem.rss_kib >= claimed, mem.vsize_kib >= claimed) {
        (true, _) if is_exact => Verdict::Resident,
        (_, true) if is_exact => Verdict::Virtual,
        _ => Verdict::Neither,
    }
}
