//! Line by line, once.

use s01_sync_vs_async::memory::{Mem, Verdict};

pub fn parse_status(status: &str) -> Option<Mem> {
    let (mut vsize, mut rss, mut threads) = (None, None, None);
    for line in status.lines() {
        if let Some(value) = line.strip_prefix("VmSize:") {
            vsize = Some(kib(value)?);
        } else if let Some(value) = line.strip_prefix("VmRSS:") {
            rss = Some(kib(value)?);
        } else if let Some(value) = line.strip_prefix("Threads:") {
            threads = Some(value.trim().parse().ok()?);
        }
    }
    Some(Mem {
        vsize_kib: vsize?,
        rss_kib: rss?,
        threads: threads?,
    })
}

fn kib(value: &str) -> Option<u64> {
    let mut words = value.split_whitespace();
    let number = words.next()?.parse().ok()?;
    (words.next() == Some("kB")).then_some(number)
}

pub fn per_unit(before: &Mem, after: &Mem, n: u64) -> (f64, f64) {
    let each = |before: u64, after: u64| match n {
        0 => 0.0,
        _ if after >= before => (after - before) as f64 / n as f64,
        _ => -((before - after) as f64 / n as f64),
    };
    let vsize = each(before.vsize_kib, after.vsize_kib);
    (vsize, each(before.rss_kib, after.rss_kib))
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
