//~ wrong-result in missing_or_malformed_is_none
//! "The number is what counts." 237,880 MB are not 237,880 kB.

use s01_sync_vs_async::memory::{Mem, Verdict};

pub fn parse_status(status: &str) -> Option<Mem> {
    Some(Mem {
        vsize_kib: kib(field(status, "VmSize")?)?,
        rss_kib: kib(field(status, "VmRSS")?)?,
        threads: field(status, "Threads")?.parse().ok()?,
    })
}

fn field<'s>(status: &'s str, name: &str) -> Option<&'s str> {
    let lines = status.lines().filter_map(|line| line.split_once(':'));
    let mut values = lines.filter(|(its_name, _)| *its_name == name);
    values.next().map(|(_, value)| value.trim())
}

fn kib(value: &str) -> Option<u64> {
    value.split_whitespace().next()?.parse().ok()
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
