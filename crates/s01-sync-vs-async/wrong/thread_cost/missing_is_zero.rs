//~ wrong-result in missing_or_malformed_is_none
//! "What is not there is 0." Then a thread of the kernel takes no memory, and an error no notice.

use s01_sync_vs_async::memory::{Mem, Verdict};

pub fn parse_status(status: &str) -> Option<Mem> {
    let number = |name: &str| {
        let lines = status.lines().filter_map(|line| line.split_once(':'));
        let mut values = lines.filter(|(its_name, _)| *its_name == name);
        let (_, value) = values.next()?;
        value.trim().trim_end_matches("kB").trim().parse().ok()
    };
    Some(Mem {
        vsize_kib: number("VmSize").unwrap_or_default(),
        rss_kib: number("VmRSS").unwrap_or_default(),
        threads: number("Threads").unwrap_or_default(),
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
