//! A future that awaits three others is one value, with room for them inside: it is made and run
//! without the heap, without a runtime, and without anything happening before the first poll.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s01-sync-vs-async/no_alloc.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s01-sync-vs-async/no_alloc.rs"
)]
mod no_alloc;

use std::hint::black_box;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context, Poll, Waker};
use std::thread;

use no_alloc::{count_allocs, sum3};
use probe::{Diagnosis, Probe, at_most_bytes, demand, expect, heap, panics, watch};
use s01_sync_vs_async::digits::{begun, go_on, hold};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// lesson: "at most 512 bytes"
// lesson.ja: "512 バイト以下"
const BYTES: usize = 512;

/// Three waits, and the poll that is ready.
const POLLS: usize = 4;

/// The future, unpolled. Nothing in its making may wait.
#[track_caller]
fn made(a: u64, b: u64, c: u64) -> Probe<impl Future<Output = u64>> {
    let call = || panics::named(|| sum3(a, b, c));
    Probe::new(watch(Diagnosis::BlockingPoll, call))
}

/// Polls, and asks for `Pending` without a wake: nothing has happened yet.
#[track_caller]
fn pends<F: Future>(future: &mut Probe<F>, poll: fn(&mut Probe<F>)) {
    let before = future.wakes();
    poll(future);
    let wakes = future.wakes() - before;
    demand(
        wakes == 0,
        Diagnosis::BusyPoll,
        format!("nothing has happened, and a poll woke its own task {wakes} times"),
        format!("何も起きていないのに、ポーリングが自分のタスクを {wakes} 回起床させました"),
    );
}

// rule: "Calling `sum3` begins nothing: `hundreds`, `tens`, and `ones` begin when its future is polled, each once."
// rule.ja: "`sum3` を呼び出しても何も始まりません。`hundreds`、`tens`、`ones` は、その Future がポーリングされてから、それぞれ一度だけ始まります。"
#[test]
fn call_begins_nothing() {
    let mut future = made(1, 2, 3);
    let early: usize = begun().into_iter().sum();
    demand(
        early == 0,
        Diagnosis::EagerStart,
        format!("{early} of the three had begun before the first poll"),
        format!("最初のポーリングの前に、三つのうち {early} 個が始まっていました"),
    );
    let _ = panics::named(|| future.poll());
    drop(future);
    expect(
        begun(),
        [1, 1, 1],
        "how often ones, tens, and hundreds have begun",
        "ones、tens、hundreds が始まった回数",
    );
}

// rule: "The result is that of `hundreds(a)`, `tens(b)`, and `ones(c)`, added up."
// rule.ja: "結果は、`hundreds(a)`、`tens(b)`、`ones(c)` の結果の合計です。"
#[test]
fn result_is_the_sum_of_the_three() {
    for (a, b, c) in [
        (1, 2, 3),
        (0, 0, 0),
        (9, 0, 0),
        (9, 0, 4),
        (0, 0, 5),
        (7, 7, 7),
        (12, 345, 6_789),
    ] {
        let sum = 100 * a + 10 * b + c;
        let text = format!("sum3({a}, {b}, {c})");
        let before = begun();
        expect(made(a, b, c).ready(), sum, &text, &text);
        let more: Vec<usize> = begun()
            .iter()
            .zip(before)
            .map(|(now, then)| now - then)
            .collect();
        let (en, ja) = (
            format!("how often ones, tens, and hundreds have begun in {text}"),
            format!("{text} で ones、tens、hundreds が始まった回数"),
        );
        expect(more, vec![1, 1, 1], &en, &ja);
    }
}

#[track_caller]
fn takes_nothing<R>(call: impl FnOnce() -> R) -> R {
    watch(Diagnosis::BlockingPoll, || heap::at_most(0, call))
}

// rule: "From the call to the drop, the future takes nothing from the heap. It needs no runtime, and runs with `Waker::noop()`."
// rule.ja: "呼び出しからドロップまで、Future はヒープをまったく使いません。ランタイムは必要なく、`Waker::noop()` でも動きます。"
#[test]
fn runs_without_the_heap_and_without_a_runtime() {
    hold();
    let context = &mut Context::from_waker(Waker::noop());
    let output = takes_nothing(|| {
        let mut future = pin!(sum3(7, 8, 9));
        let mut polls = (0..POLLS).map(|_| {
            let poll = future.as_mut().poll(context);
            go_on();
            poll
        });
        polls.find(Poll::is_ready)
    });
    expect(output, Some(Poll::Ready(789)), "the output", "出力");
    takes_nothing(|| drop(sum3(1, 2, 3)));
    let numbers = [0, 10, 1_000, u64::from(u32::MAX)];
    for number in numbers {
        takes_nothing(|| {
            let mut future = pin!(sum3(number, number, number));
            (0..POLLS).any(|_| {
                let poll = future.as_mut().poll(context);
                go_on();
                poll.is_ready()
            })
        });
    }
    takes_nothing(|| {
        let _ = pin!(sum3(1, 2, 3)).as_mut().poll(context);
    });
}

// rule: "While one of the three waits, the future is `Pending` and does not wake its own task; when that one can go on, the task that polled last is woken."
// rule.ja: "三つのどれかが待っている間、Future は `Pending` で、自分のタスクを起床させません。それが進めるようになると、最後にポーリングしたタスクが起床します。"
#[test]
fn pending_while_one_of_the_three_waits() {
    hold();
    let mut future = made(4, 5, 6);
    pends(&mut future, Probe::pending);
    // As after a move to another task.
    pends(&mut future, Probe::pending_with_new_waker);
    let output = loop {
        let waiting = go_on();
        demand(
            waiting > 0,
            Diagnosis::LostWake,
            "the future is `Pending`, and none of the three waits",
            "Future は `Pending` ですが、三つのどれも待っていません",
        );
        future.woken();
        match future.poll() {
            Poll::Ready(output) => break output,
            Poll::Pending => {}
        }
    };
    expect(output, 456, "sum3(4, 5, 6)", "sum3(4, 5, 6)");
    expect(
        begun(),
        [1, 1, 1],
        "how often ones, tens, and hundreds have begun",
        "ones、tens、hundreds が始まった回数",
    );
}

// rule: "The future is small: at most 512 bytes."
// rule.ja: "Future は小さく、512 バイト以下です。"
#[test]
fn is_small() {
    at_most_bytes(&sum3(1, 2, 3), BYTES);
}

// rule: "`count_allocs` runs `f` once, and returns how often this thread took memory from the heap while `f` ran, together with what `f` returned."
// rule.ja: "`count_allocs` は `f` を一度だけ実行し、その間にこのスレッドがヒープからメモリを取った回数を、`f` の戻り値とともに返します。"
#[test]
fn counts_what_is_taken_meanwhile() {
    drop(vec![
        String::from("before"),
        String::from("this counts not"),
    ]);
    let count = |asked: usize, call: &dyn Fn() -> usize, en: &str, ja: &str| {
        let (counted, output) = count_allocs(call);
        expect(counted, asked, en, ja);
        expect(output, 7, "what `f` returned", "`f` の戻り値");
    };
    count(0, &|| 7, "allocations of nothing", "何もしないときの回数");
    count(1, &|| *Box::new(7), "allocations of a box", "`Box` の回数");
    for times in [300, 70_000] {
        count(
            times,
            &|| {
                (0..times).for_each(|number| drop(black_box(Box::new(number))));
                7
            },
            "allocations of many boxes",
            "多数の `Box` の回数",
        );
    }
    count(
        3,
        &|| *Box::new(1) + *Box::new(2) + *Box::new(4),
        "allocations of three boxes",
        "三つの `Box` の回数",
    );
}

// rule: "What is taken before or after, or by another thread, does not count."
// rule.ja: "その前後や、ほかのスレッドで取られたものは数えません。"
#[test]
fn another_thread_does_not_count() {
    let (go, is_over) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(SeqCst) {
                if go.load(SeqCst) {
                    drop(vec![Box::new(1), Box::new(2)]);
                    go.store(false, SeqCst);
                }
                thread::yield_now();
            }
        });
        // Also where the call panics: the other thread must end.
        let counted = panics::caught(|| {
            count_allocs(|| {
                go.store(true, SeqCst);
                while go.load(SeqCst) {
                    thread::yield_now();
                }
            })
            .0
        });
        is_over.store(true, SeqCst);
        let (en, ja) = ("allocations of this thread", "このスレッドの回数");
        expect(counted, Ok(0), en, ja);
    });
}
