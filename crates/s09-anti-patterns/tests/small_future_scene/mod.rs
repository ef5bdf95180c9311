//! A disk that answers when it is told to, and a thread with hardly any stack.

use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;

use probe::{Diagnosis, Probe, demand, heap, watch};
use s09_anti_patterns::disk::{Disk, PAGE, checksum};

/// The first byte of a page depends on its seed, and all the others on it.
pub const SEEDS: [u8; 5] = [0, 1, 7, 128, 255];

// lesson: "whose stack has 64 KiB"
// lesson.ja: "スタックが 64 KiB"
const STACK: usize = 64 * 1024;

/// What the sum of the page of `seed` has to be.
pub fn sum_of(seed: u8) -> u64 {
    let mut page = vec![0; PAGE];
    Disk::new().fill(seed, &mut page);
    checksum(&page)
}

/// Asks that a future has at most so many bytes; `what` names it.
#[track_caller]
pub fn is_small(what: &str, future: &impl Future, bound: usize) {
    let size = size_of_val(future);
    demand(
        size <= bound,
        Diagnosis::OversizedFuture,
        format!("the future of `{what}` has {size} bytes; the limit is {bound}"),
        format!("`{what}` の Future の大きさは {size} バイトです (上限は {bound} バイト)"),
    );
}

/// Polls until the disk is asked, lets it answer, and returns the output.
#[track_caller]
pub fn finished(disk: &Disk, future: impl Future<Output = u64>) -> u64 {
    let mut probe = Probe::new(future);
    probe.pending();
    let asked = disk.asked();
    demand(
        asked == 1,
        Diagnosis::WrongResult,
        format!("the future is `Pending`, and the disk was asked {asked} times; once is due"),
        format!("Future は `Pending` ですが、ディスクへの依頼は {asked} 回でした (1 回のはずです)"),
    );
    let (en, ja) = (
        "the disk has not answered",
        "ディスクはまだ応答していませんが",
    );
    probe.woken_no_more_than(0, en, ja);
    disk.answer();
    probe.woken();
    probe.ready()
}

/// The same with `Waker::noop()`, and without anything around it that takes memory or much stack.
pub fn with_noop(disk: &Disk, future: impl Future<Output = u64>) -> u64 {
    let context = &mut Context::from_waker(Waker::noop());
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(sum) = future.as_mut().poll(context) {
            return sum;
        }
        disk.answer();
    }
}

/// Asks that `call` takes memory from the heap so often at most.
#[track_caller]
pub fn takes_at_most(bound: usize, call: impl FnOnce() -> u64) {
    watch(Diagnosis::BlockingPoll, || heap::at_most(bound, call));
}

/// Runs `call` on a thread with a stack on which no page has room.
#[track_caller]
pub fn on_a_small_stack(call: impl FnOnce() -> u64 + Send) -> u64 {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        let thread = thread
            .spawn_scoped(scope, call)
            .expect("the machine can start one more thread");
        thread.join().expect("it does not panic")
    })
}
