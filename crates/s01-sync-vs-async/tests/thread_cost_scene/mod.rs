//! Texts of `/proc/self/status`, and a process that is measured.

use std::fs;
use std::sync::mpsc;
use std::thread;

use probe::{Diagnosis, demand, expect};
use s01_sync_vs_async::memory::Mem;
use tokio::runtime::Builder;

use crate::thread_cost::{parse_status, per_unit};

/// A process of Linux 6.8, some lines left out.
pub const RECORDED: &str = "\
Name:\tserver
Umask:\t0022
State:\tS (sleeping)
Pid:\t4711
FDSize:\t64
VmPeak:\t  300004 kB
VmSize:\t  237880 kB
VmLck:\t       0 kB
VmHWM:\t    9004 kB
VmRSS:\t    4312 kB
RssAnon:\t    1176 kB
RssFile:\t    3136 kB
VmData:\t   14284 kB
VmStk:\t     132 kB
Threads:\t17
SigQ:\t0/31507
x86_Thread_features:\t
Speculation_Store_Bypass:\tthread vulnerable
voluntary_ctxt_switches:\t150
";

/// The same process with `threads` sleeping threads of 8 MiB less, or with so many tasks more.
const RECORDED_EMPTY: &str = "VmSize:\t  106808 kB\nVmRSS:\t    4152 kB\nThreads:\t1\n";
const RECORDED_TASKS: &str = "VmSize:\t  109368 kB\nVmRSS:\t    6552 kB\nThreads:\t1\n";

/// So many threads at most: each may have a heap of its own, and the address space has an end.
const THREADS: u64 = 16;
// As the guide has it.
const STACK: usize = 8 * 1024 * 1024;
// Enough to fill many pages.
const TASKS: u64 = 5_000;

pub fn mem(vsize_kib: u64, rss_kib: u64, threads: u64) -> Mem {
    Mem {
        vsize_kib,
        rss_kib,
        threads,
    }
}

#[track_caller]
pub fn says(status: &str, asked: Option<Mem>) {
    // The lines in question, and those that look like them.
    let names = ["VmPeak", "VmSize", "VmHWM", "VmRSS", "Threads"];
    let is_like = |line: &&str| names.iter().any(|name| line.contains(name));
    let lines: Vec<&str> = status.lines().filter(is_like).collect();
    let (en, ja) = (
        format!("a status with the lines {lines:?}"),
        format!("{lines:?} の行を含むステータス"),
    );
    expect(parse_status(status), asked, &en, &ja);
}

/// Asks for a pair of numbers, as near as an `f64` is.
#[track_caller]
pub fn grows(before: Mem, after: Mem, n: u64, asked: (f64, f64)) {
    let seen = per_unit(&before, &after, n);
    let is_near = |seen: f64, asked: f64| (seen - asked).abs() <= 1e-9 * asked.abs().max(1.0);
    demand(
        is_near(seen.0, asked.0) && is_near(seen.1, asked.1),
        Diagnosis::WrongResult,
        format!(
            "from {before:?} to {after:?} with {n} units: expected `{asked:?}`, got `{seen:?}`"
        ),
        format!("{before:?} から {after:?} へ、{n} 単位: 期待値は `{asked:?}`、実際は `{seen:?}`"),
    );
}

/// Numbers that are the same in each run.
pub struct Seeded(pub u64);

impl Seeded {
    /// One below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (mixed ^ (mixed >> 27)) % bound
    }

    /// A status with these values, its lines in some order, and blanks as they come.
    pub fn status(&mut self, mem: Mem) -> String {
        let Mem {
            vsize_kib,
            rss_kib,
            threads,
        } = mem;
        let blanks = ["\t", " ", "\t   ", "  \t "];
        let mut lines = [
            format!("VmSize:{}{vsize_kib} kB", self.one_of(&blanks)),
            format!(
                "VmRSS:{}{rss_kib}{}kB",
                self.one_of(&blanks),
                self.one_of(&blanks)
            ),
            format!("Threads:{}{threads}", self.one_of(&blanks)),
            format!("VmPeak:\t{} kB", vsize_kib.saturating_add(7)),
            format!("VmHWM:\t{} kB", rss_kib.saturating_add(7)),
            "Name:\tworker".to_owned(),
        ];
        for at in (1..lines.len()).rev() {
            let other = self.below(at as u64 + 1);
            lines.swap(at, other as usize);
        }
        lines.join("\n")
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len() as u64) as usize]
    }
}

/// The status of this process, where the system is Linux.
fn status() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    own(&status, "VmSize").and(own(&status, "VmRSS"))?;
    Some(status)
}

/// A field by another way than that of an answer.
fn own(status: &str, field: &str) -> Option<f64> {
    let (_, rest) = status.split_once(&format!("\n{field}:"))?;
    rest.split_whitespace().next()?.parse().ok()
}

/// What was measured, and how often it was there. A machine that deals out memory in another way,
/// in huge pages for example, has nothing to say about an answer: then it is what was recorded.
pub type Measured = (String, String, u64);

fn or_recorded(live: Option<Measured>, with: &str, n: u64, least: f64, most: f64) -> Measured {
    let is_usual = |(before, after, n): &Measured| {
        let each = |field| Some((own(after, field)? - own(before, field)?) / *n as f64);
        let (vsize, rss) = (each("VmSize"), each("VmRSS"));
        vsize.is_some_and(|kib| kib >= least) && rss.is_some_and(|kib| kib <= most)
    };
    let recorded = || (RECORDED_EMPTY.to_owned(), with.to_owned(), n);
    live.filter(is_usual).unwrap_or_else(recorded)
}

/// The process before it had so many threads, and with them.
pub fn with_threads() -> Measured {
    or_recorded(live_threads(), RECORDED, THREADS, 8_000.0, 128.0)
}

fn live_threads() -> Option<Measured> {
    let before = status()?;
    let (begun, all_begun) = mpsc::channel();
    let mut threads = Vec::new();
    for _ in 0..THREADS {
        let begun = begun.clone();
        let (end, over) = mpsc::channel::<()>();
        let body = move || {
            let _ = begun.send(());
            let _ = over.recv();
        };
        let thread = thread::Builder::new().stack_size(STACK).spawn(body);
        threads.push((thread.ok()?, end));
        all_begun.recv().ok()?;
    }
    let after = status()?;
    for (thread, end) in threads {
        drop(end);
        thread.join().ok()?;
    }
    Some((before, after, THREADS))
}

/// The process before it had so many tasks, and with them.
pub fn with_tasks() -> Measured {
    or_recorded(live_tasks(), RECORDED_TASKS, TASKS, f64::MIN, 8.0)
}

fn live_tasks() -> Option<Measured> {
    let before = status()?;
    let runtime = Builder::new_current_thread().build().ok()?;
    let after = runtime.block_on(async {
        for _ in 0..TASKS {
            tokio::spawn(std::future::pending::<()>());
        }
        tokio::task::yield_now().await;
        status()
    });
    Some((before, after?, TASKS))
}

/// What each of them costs, by the answer.
#[track_caller]
pub fn cost(of: &Measured) -> (Mem, Mem, (f64, f64)) {
    let (before, after, n) = of;
    let parsed = |status: &str| {
        let mem = parse_status(status);
        demand(
            mem.is_some(),
            Diagnosis::WrongResult,
            format!("the status of this process was not understood: {status:?}"),
            format!("このプロセスのステータスを読み取れませんでした: {status:?}"),
        );
        mem.expect("it has just been looked at")
    };
    let (before, after) = (parsed(before), parsed(after));
    (before, after, per_unit(&before, &after, *n))
}
