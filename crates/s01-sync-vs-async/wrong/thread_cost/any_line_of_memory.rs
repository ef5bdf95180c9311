//~ wrong-result in three_fields_are_read
//! "The lines with `Vm` are address space, those with `Rss` are memory." There are many of both, and the
//! last one wins.

use s01_sync_vs_async::memory::{Mem, Verdict};

pub fn parse_status(status: &str) -> Option<Mem> {
    let mut found = (None, None, None);
    for line in status.lines() {
        let number = line
            .split_whitespace()
            .nth(1)
            .and_then(|word| word.parse().ok());
        if line.starts_with("Vm") {
            found.0 = number;
        } else if line.starts_with("Rss") {
            found.1 = number;
        } else if line.starts_with("Threads") {
            found.2 = number;
        }
    }
    Some(Mem {
        vsize_kib: found.0?,
        rss_kib: found.1?,
        threads: found.2?,
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
    let claimed = u128::from(mem.threads) * 8 * 1024;
    if u128::from(mem.rss_kib) >= claimed {
        Verdict::Resident
    } else if u128::from(mem.vsize_kib) >= claimed {
        Verdict::Virtual
    } else {
        Verdict::Neither
    }
}
