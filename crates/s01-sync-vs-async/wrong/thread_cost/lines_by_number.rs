//~ wrong-result in three_fields_are_read
//! "`VmSize` is on line 7." On this machine, today: each kernel has its own lines.

use s01_sync_vs_async::memory::{Mem, Verdict};

pub fn parse_status(status: &str) -> Option<Mem> {
    let lines: Vec<&str> = status.lines().collect();
    let number = |line: usize| lines.get(line)?.split_whitespace().nth(1)?.parse().ok();
    Some(Mem {
        vsize_kib: number(6)?,
        rss_kib: number(9)?,
        threads: number(13)?,
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
