//! Signed differences, and a function for each field.

use s01_sync_vs_async::memory::{Mem, Verdict};

fn value<'s>(status: &'s str, field: &str) -> Option<&'s str> {
    status
        .lines()
        .find_map(|line| line.strip_prefix(field)?.strip_prefix(':'))
        .map(str::trim)
}

fn kib(status: &str, field: &str) -> Option<u64> {
    let (number, unit) = value(status, field)?.split_once([' ', '\t'])?;
    (unit.trim() == "kB").then(|| number.parse().ok())?
}

pub fn parse_status(status: &str) -> Option<Mem> {
    let threads = value(status, "Threads")?.parse().ok()?;
    kib(status, "VmSize")
        .zip(kib(status, "VmRSS"))
        .map(|(vsize_kib, rss_kib)| Mem {
            vsize_kib,
            rss_kib,
            threads,
        })
}

pub fn per_unit(before: &Mem, after: &Mem, n: u64) -> (f64, f64) {
    let vsize = i128::from(after.vsize_kib) - i128::from(before.vsize_kib);
    let rss = i128::from(after.rss_kib) - i128::from(before.rss_kib);
    let [vsize, rss] = [vsize, rss].map(|change| {
        if n == 0 {
            0.0
        } else {
            change as f64 / n as f64
        }
    });
    (vsize, rss)
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
