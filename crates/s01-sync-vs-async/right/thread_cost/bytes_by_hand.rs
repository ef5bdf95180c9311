//! Works on bytes, and divides by the threads instead of multiplying.

use s01_sync_vs_async::memory::{Mem, Verdict};

pub fn parse_status(status: &str) -> Option<Mem> {
    let number = |name: &[u8], unit: &[u8]| -> Option<u64> {
        let is_it = |line: &&[u8]| line.starts_with(name) && line.get(name.len()) == Some(&b':');
        let line = status.as_bytes().split(|byte| *byte == b'\n').find(is_it)?;
        let value = line[name.len() + 1..].trim_ascii();
        let end = value.iter().position(|byte| !byte.is_ascii_digit());
        let (digits, rest) = value.split_at(end.unwrap_or(value.len()));
        if digits.is_empty() || rest.trim_ascii() != unit {
            return None;
        }
        digits.iter().try_fold(0_u64, |number, digit| {
            number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
        })
    };
    Some(Mem {
        vsize_kib: number(b"VmSize", b"kB")?,
        rss_kib: number(b"VmRSS", b"kB")?,
        threads: number(b"Threads", b"")?,
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
    let is_true_of = |kib: u64| match mem.threads {
        0 => true,
        threads => kib / threads >= 8_192,
    };
    if is_true_of(mem.rss_kib) {
        Verdict::Resident
    } else if is_true_of(mem.vsize_kib) {
        Verdict::Virtual
    } else {
        Verdict::Neither
    }
}
