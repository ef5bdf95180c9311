//! Three futures that work with a page of 64 KiB, and do not carry it: what is used up before an
//! await goes into a block, what lives across it goes to the heap.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s09-anti-patterns/small_future.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s09-anti-patterns/small_future.rs"
)]
mod small_future;
mod small_future_scene;

use probe::{Diagnosis, demand, expect, heap, value_implements};
use s09_anti_patterns::disk::Disk;
use small_future::{sum_page, verify_page, write_page};
use small_future_scene::{
    SEEDS, finished, is_small, on_a_small_stack, sum_of, takes_at_most, with_noop,
};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// lesson: "at most 1,024 bytes"
// lesson.ja: "1,024 バイト以下"
const BYTES: usize = 1_024;

// rule: "Each of the three futures has at most 1,024 bytes, and so whoever awaits them stays small."
// rule.ja: "三つの Future はどれも 1,024 バイト以下です。それらを await する側も小さいままです。"
#[test]
fn each_is_small() {
    async fn all(disk: &Disk) -> u64 {
        sum_page(disk, 1).await ^ write_page(disk, 2).await ^ verify_page(disk, 3).await
    }
    let disk = Disk::new();
    is_small("sum_page", &sum_page(&disk, 1), BYTES);
    is_small("write_page", &write_page(&disk, 1), BYTES);
    is_small("verify_page", &verify_page(&disk, 1), BYTES);
    is_small("all", &all(&disk), 4 * BYTES);
}

// rule: "`sum_page` fills one page, waits until `disk.log` has noted its sum, and returns the sum."
// rule.ja: "`sum_page` はページをひとつ埋め、その合計を `disk.log` が記録し終えるのを待って、合計を返します。"
// rule: "The futures are polled by hand, without a runtime. While the disk has not answered, each is `Pending`; when it has, the task is woken, and not before."
// rule.ja: "Future は、ランタイムなしで、手でポーリングされます。ディスクが応答するまではどれも `Pending` で、応答があるとタスクが起床します。それまで起床はありません。"
#[test]
fn sum_of_a_page_is_logged() {
    for seed in SEEDS {
        let disk = Disk::new();
        let sum = finished(&disk, sum_page(&disk, seed));
        expect(sum, sum_of(seed), "the sum", "合計");
        expect(disk.logged(), Some(sum), "the log", "記録");
        expect(disk.fills(), 1, "pages filled", "埋めたページ数");
    }
}

// rule: "`write_page` fills one page, hands it to `disk.write`, and returns what that returns."
// rule.ja: "`write_page` はページをひとつ埋め、`disk.write` に渡し、その戻り値を返します。"
// rule: "The futures are polled by hand, without a runtime. While the disk has not answered, each is `Pending`; when it has, the task is woken, and not before."
// rule.ja: "Future は、ランタイムなしで、手でポーリングされます。ディスクが応答するまではどれも `Pending` で、応答があるとタスクが起床します。それまで起床はありません。"
#[test]
fn page_is_written() {
    for seed in SEEDS {
        let disk = Disk::new();
        let sum = finished(&disk, write_page(&disk, seed));
        expect(sum, sum_of(seed), "the sum", "合計");
        expect(disk.fills(), 1, "pages filled", "埋めたページ数");
    }
}

// rule: "`verify_page` returns what `disk.verify(seed)` returns."
// rule.ja: "`verify_page` は `disk.verify(seed)` の戻り値を返します。"
// rule: "The futures are polled by hand, without a runtime. While the disk has not answered, each is `Pending`; when it has, the task is woken, and not before."
// rule.ja: "Future は、ランタイムなしで、手でポーリングされます。ディスクが応答するまではどれも `Pending` で、応答があるとタスクが起床します。それまで起床はありません。"
#[test]
fn page_is_verified() {
    for seed in SEEDS {
        let disk = Disk::new();
        let sum = finished(&disk, verify_page(&disk, seed));
        expect(sum, sum_of(seed), "the sum", "合計");
        expect(disk.fills(), 0, "pages filled", "埋めたページ数");
    }
}

// rule: "The three futures are `Send`."
// rule.ja: "三つの Future はどれも `Send` です。"
#[test]
fn each_is_send() {
    let disk = Disk::new();
    for (name, is_send) in [
        ("sum_page", value_implements!(sum_page(&disk, 1), Send)),
        ("write_page", value_implements!(write_page(&disk, 1), Send)),
        (
            "verify_page",
            value_implements!(verify_page(&disk, 1), Send),
        ),
    ] {
        demand(
            is_send,
            Diagnosis::ThreadBound,
            format!("the future of `{name}` is not `Send`"),
            format!("`{name}` の Future が `Send` ではありません"),
        );
    }
}

// rule: "From the call to the end, `sum_page` takes nothing from the heap; the other two take memory once each."
// rule.ja: "呼び出しから完了まで、`sum_page` はヒープを使いません。ほかの二つのヒープの割り当ては、それぞれ 1 回です。"
#[test]
fn only_what_lives_across_the_wait_is_on_the_heap() {
    let disk = Disk::new();
    takes_at_most(0, || with_noop(&disk, sum_page(&disk, 1)));
    takes_at_most(1, || with_noop(&disk, write_page(&disk, 1)));
    takes_at_most(1, || with_noop(&disk, verify_page(&disk, 1)));
}

// rule: "`write_page` runs on a thread whose stack has 64 KiB: the page never lies on the stack, not even on its way to the heap."
// rule.ja: "`write_page` は、スタックが 64 KiB のスレッドでも動きます。ページは、ヒープへ移す途中でもスタックには置かれません。"
#[test]
fn page_never_lies_on_the_stack() {
    let disk = Disk::new();
    let sum = on_a_small_stack(|| with_noop(&disk, write_page(&disk, 7)));
    expect(sum, sum_of(7), "the sum", "合計");
}
