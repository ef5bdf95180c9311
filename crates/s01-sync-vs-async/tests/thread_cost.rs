//! What the system says of a process, what has changed, and what a claim about it is worth. The
//! last test measures: threads and tasks of this very process on Linux, recorded ones elsewhere.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s01-sync-vs-async/thread_cost.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s01-sync-vs-async/thread_cost.rs"
)]
mod thread_cost;
mod thread_cost_scene;

use probe::{Diagnosis, demand, expect};
use s01_sync_vs_async::memory::Verdict;
use thread_cost::claim_80gb;
use thread_cost_scene::{RECORDED, Seeded, cost, grows, mem, says, with_tasks, with_threads};

// lesson: "8,192 KiB"
// lesson.ja: "8,192 KiB"
const CLAIMED: u64 = 8_192;

// rule: "`VmSize`, `VmRSS`, and `Threads` are read, in whichever order they come, with any number of spaces and tabs around a value."
// rule.ja: "`VmSize`、`VmRSS`、`Threads` を読み取ります。順序は決まっておらず、値の前後にはいくつでも空白やタブがありえます。"
#[test]
fn three_fields_are_read() {
    says(RECORDED, Some(mem(237_880, 4_312, 17)));
    let short = "Threads: 1\nVmRSS:\t0 kB\nVmSize:   1\tkB";
    says(short, Some(mem(1, 0, 1)));
    let mut seeded = Seeded(1);
    for bound in [10, 10_000, u64::MAX] {
        for _ in 0..200 {
            let mem = mem(
                seeded.below(bound),
                seeded.below(bound),
                seeded.below(bound),
            );
            says(&seeded.status(mem), Some(mem));
        }
    }
}

// rule: "Only a line that begins with just this name and a colon counts: `VmPeak`, `VmHWM`, `x86_Thread_features`, and a process that is called `VmRSS: 1 kB` are something else."
// rule.ja: "数えるのは、その名前とコロンで始まる行だけです。`VmPeak`、`VmHWM`、`x86_Thread_features` や、`VmRSS: 1 kB` という名前のプロセスは別物です。"
#[test]
fn lookalikes_are_something_else() {
    for name in ["VmRSS: 1 kB", "VmSize:\t1 kB", "Threads:\t1", "kB", "a:b"] {
        let status = RECORDED.replace("server", name);
        says(&status, Some(mem(237_880, 4_312, 17)));
    }
    // A name in the middle of a line is no name.
    let indented = " VmSize:\t1 kB\n\tVmRSS:\t1 kB\n Threads:\t1\n";
    says(
        &format!("{indented}{RECORDED}"),
        Some(mem(237_880, 4_312, 17)),
    );
    let longer = "VmSizes:\t1 kB\nVmRSSMax:\t1 kB\nThreads_max:\t1\n";
    says(
        &format!("{longer}{RECORDED}"),
        Some(mem(237_880, 4_312, 17)),
    );
    for field in ["VmSize", "VmRSS", "Threads"] {
        for other in ["VmPeak", "Rss", "x86_Thread_features"] {
            says(
                &RECORDED.replace(&format!("{field}:"), &format!("{other}:")),
                None,
            );
        }
    }
}

// rule: "`None` where one of the three is missing, where its value is no number that a `u64` holds, or where memory is not in `kB`."
// rule.ja: "三つのどれかが欠けているとき、値が `u64` に収まる数でないとき、またはメモリの単位が `kB` でないときは `None` です。"
#[test]
fn missing_or_malformed_is_none() {
    for status in [
        "",
        "\n",
        ":",
        "VmSize",
        "VmSize: 1 kB",
        "VmSize:\nVmRSS:\nThreads:\n",
    ] {
        says(status, None);
    }
    for (good, bad) in [
        ("237880 kB", "237880 MB"),
        ("237880 kB", "237880"),
        ("237880 kB", "237880 KB"),
        ("4312 kB", "4312 B"),
        ("4312 kB", "4312 KiB"),
        ("4312 kB", "kB"),
        ("4312 kB", "many kB"),
        ("4312 kB", "-4312 kB"),
        ("4312 kB", "43.12 kB"),
        ("237880 kB", "18446744073709551616 kB"),
        ("Threads:\t17", "Threads:\tmany"),
        ("Threads:\t17", "Threads:\t"),
        ("Threads:\t17", "Threads:\t-17"),
    ] {
        says(&RECORDED.replace(good, bad), None);
    }
}

// rule: "`per_unit` is what has changed from `before` to `after`, divided by `n`, in KiB: negative where it has become less, with its fraction, and `(0.0, 0.0)` where `n` is 0; also for numbers as large as a `u64` holds."
// rule.ja: "`per_unit` は、`before` から `after` への変化を `n` で割った値です (KiB 単位)。減ったときは負になり、小数部分も残ります。`n` が 0 なら `(0.0, 0.0)` です。`u64` に収まる最大の数でも同じです。"
#[test]
fn growth_is_divided_among_the_units() {
    grows(mem(100, 10, 1), mem(300, 50, 3), 2, (100.0, 20.0));
    grows(mem(100, 10, 1), mem(101, 11, 1), 8, (0.125, 0.125));
    grows(mem(300, 50, 3), mem(100, 10, 1), 2, (-100.0, -20.0));
    grows(mem(300, 50, 3), mem(100, 60, 9), 0, (0.0, 0.0));
    grows(mem(7, 7, 7), mem(7, 7, 7), 0, (0.0, 0.0));
    // Larger than an `i64` holds.
    grows(
        mem(0, u64::MAX, 1),
        mem(u64::MAX, 0, 1),
        1,
        (2_f64.powi(64), -2_f64.powi(64)),
    );
    let mut seeded = Seeded(2);
    for _ in 0..1_000 {
        let mut any = || {
            mem(
                seeded.below(1 << 40),
                seeded.below(1 << 40),
                seeded.below(100),
            )
        };
        let (before, after) = (any(), any());
        let n = seeded.below(20_000) + 1;
        let each =
            |before: u64, after: u64| (i128::from(after) - i128::from(before)) as f64 / n as f64;
        let vsize = each(before.vsize_kib, after.vsize_kib);
        grows(
            before,
            after,
            n,
            (vsize, each(before.rss_kib, after.rss_kib)),
        );
    }
}

// rule: "`claim_80gb` is `Resident` where `rss_kib` is at least 8,192 KiB for each thread, or else `Virtual` where `vsize_kib` is, or else `Neither`; also for numbers as large as a `u64` holds."
// rule.ja: "`claim_80gb` は、`rss_kib` がスレッドひとつあたり 8,192 KiB 以上なら `Resident`、そうでなく `vsize_kib` がそれ以上なら `Virtual`、どちらでもなければ `Neither` です。`u64` に収まる最大の数でも同じです。"
#[test]
fn claim_is_compared_with_both() {
    let ten = 10 * CLAIMED;
    for (mem, verdict) in [
        (mem(ten, ten, 10), Verdict::Resident),
        (mem(ten, ten - 1, 10), Verdict::Virtual),
        (mem(ten - 1, 0, 10), Verdict::Neither),
        (mem(ten - 1, ten, 10), Verdict::Resident),
        // 10,000 threads as measured, with stacks of 8 MiB and of 2 MiB.
        (mem(83_073_024, 98_304, 10_001), Verdict::Virtual),
        (mem(21_504_000, 98_304, 10_001), Verdict::Neither),
        (mem(u64::MAX, u64::MAX, 1), Verdict::Resident),
        (mem(u64::MAX, 0, u64::MAX), Verdict::Neither),
        (mem(u64::MAX, 1, u64::MAX / CLAIMED), Verdict::Virtual),
    ] {
        let text = format!("claim_80gb({mem:?})");
        expect(claim_80gb(&mem), verdict, &text, &text);
    }
}

// rule: "Measured with your functions, a thread with a stack of 8 MiB takes at least 8,000 KiB of address space and at most 128 KiB of memory; a task takes at most 8 KiB of memory."
// rule.ja: "あなたの関数で測ると、8 MiB のスタックを持つスレッドは、アドレス空間を 8,000 KiB 以上、メモリを 128 KiB 以下しか使いません。タスクが使うメモリは 8 KiB 以下です。"
#[test]
fn threads_take_address_space_and_hardly_any_memory() {
    // One after the other: they would be in each other's memory.
    let (before, after, (vsize, rss)) = cost(&with_threads());
    let is_more = after.threads > before.threads;
    holds(is_more && vsize >= 8_000.0 && rss <= 128.0, vsize, rss);
    let (_, _, (vsize, rss)) = cost(&with_tasks());
    holds(rss <= 8.0, vsize, rss);
}

#[track_caller]
fn holds(is_true: bool, vsize: f64, rss: f64) {
    demand(
        is_true,
        Diagnosis::WrongResult,
        format!("each takes {vsize:.1} KiB of address space and {rss:.1} KiB of memory"),
        format!("ひとつあたり、アドレス空間 {vsize:.1} KiB、メモリ {rss:.1} KiB です"),
    );
}
