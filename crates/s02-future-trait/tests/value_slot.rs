//! A value crosses from one side to the other, and the waiting side is always woken: whenever the
//! value comes, whoever polls, and also when no value comes at all.
//!
//! Start with the first two tests; then take them in order.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/value_slot.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/value_slot.rs"
)]
mod value_slot;

mod value_slot_scene;

use std::sync::mpsc;
use std::thread;

use probe::{Diagnosis, InlineTask, Probe, at_every_instruction, heap, race_in_rounds, watch};
use value_slot_scene::{Life, arrived, closed, finished, is_asleep, join, parcel, parcel_slot};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// lesson: "Two threads try that 5,000 times"
// lesson.ja: "二つのスレッドで 5,000 回"
const RACES: usize = 5000;

// rule: "The value may come before the first poll or after it, and need not be `Clone`; the output is `Ok` with this value."
// rule.ja: "値が来るのは最初のポーリングの前でも後でもかまいません。値は `Clone` とは限りません。出力は、その値が入った `Ok` です。"
#[test]
fn set_then_ready() {
    let (setter, wait) = parcel_slot();
    setter.set(parcel());
    arrived(Probe::new(wait).ready());
}

// rule: "The value may come before the first poll or after it, and need not be `Clone`; the output is `Ok` with this value."
// rule.ja: "値が来るのは最初のポーリングの前でも後でもかまいません。値は `Clone` とは限りません。出力は、その値が入った `Ok` です。"
#[test]
fn pending_then_set_then_woken_then_ready() {
    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    probe.pending();
    setter.set(parcel());
    probe.woken();
    arrived(probe.ready());
}

// rule: "Until the value has come or the setter is gone, each poll is pending, also one that nobody asked for."
// rule.ja: "値が来るか setter がなくなるまでは、何度ポーリングされても `Pending` です。起床なしのポーリングでも同じです。"
// rule: "A future wakes its own task only when asking again is worthwhile, and until then it is not: neither a waker that is replaced nor a waiting side that is dropped is a reason to wake."
// rule.ja: "Future が自分のタスクを起床させるのは、もう一度ポーリングする意味があるときだけです。それまでは意味がありません。waker が置き換えられても、待つ側がドロップされても、起床の理由にはなりません。"
#[test]
fn nothing_happens_then_pending_and_asleep() {
    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    for _ in 0..3 {
        probe.pending();
    }
    is_asleep(&probe);
    for _ in 0..3 {
        probe.pending_with_new_waker();
    }
    is_asleep(&probe);
    setter.set(parcel());
    arrived(probe.ready());

    let (_setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    (0..2).for_each(|_| probe.pending());
    probe.drop_future();
    is_asleep(&probe);
}

// rule: "The waker that is called is that of the latest poll; the waiting side may have moved to another task, and to another thread."
// rule.ja: "呼ぶ waker は最新のポーリングのものです。待つ側は別のタスクや別のスレッドへ移っているかもしれません。"
#[test]
fn latest_waker_is_woken() {
    for moves in [1, 2, 3, 32] {
        let (setter, wait) = parcel_slot();
        let mut probe = Probe::new(wait);
        probe.pending();
        (0..moves).for_each(|_| probe.pending_with_new_waker());
        setter.set(parcel());
        probe.woken();
        arrived(probe.ready());
    }
}

// rule: "The waker that is called is that of the latest poll; the waiting side may have moved to another task, and to another thread."
// rule.ja: "呼ぶ waker は最新のポーリングのものです。待つ側は別のタスクや別のスレッドへ移っているかもしれません。"
#[test]
fn polled_here_then_finished_on_another_thread() {
    let (setter, wait) = parcel_slot();
    let mut wait = Box::pin(wait);
    let mut probe = Probe::new(wait.as_mut());
    probe.pending();
    drop(probe);
    let (polled, is_polled) = mpsc::channel();
    let other = thread::spawn(move || {
        let mut probe = Probe::new(wait);
        probe.pending();
        let _ = polled.send(());
        probe.woken();
        arrived(probe.ready());
    });
    let _ = is_polled.recv();
    setter.set(parcel());
    join(other);
}

// rule: "Dropping the setter without a value wakes the waiting side too; the output is `Err(Closed)`."
// rule.ja: "値を入れないまま setter がドロップされたときも、待っている側を起床させます。出力は `Err(Closed)` です。"
#[test]
fn dropping_the_setter_closes_the_slot() {
    let (setter, wait) = parcel_slot();
    drop(setter);
    closed(Probe::new(wait).ready());

    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    probe.pending();
    drop(setter);
    probe.woken();
    closed(probe.ready());
}

// rule: "Setting a value after the waiting side is gone does nothing; above all it does not panic."
// rule.ja: "待つ側がいなくなった後で値を入れても何も起きません。パニックもしません。"
#[test]
fn setting_after_the_waiter_is_gone_does_nothing() {
    let (setter, _) = parcel_slot();
    setter.set(parcel());

    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    probe.pending();
    probe.drop_future();
    setter.set(parcel());
}

// rule: "The waker is called without a lock that the poll needs: an executor may poll the task inside the call of `wake`."
// rule.ja: "waker を呼ぶときは、ポーリングが必要とするロックを手放しておきます。executor は `wake` の呼び出しの中でタスクをポーリングすることがあります。"
// rule: "When the waker is called, the value is already in place, or the slot closed."
// rule.ja: "waker が呼ばれるとき、値はもう置かれているか、スロットはもう閉じられています。"
#[test]
fn waker_that_polls_at_once_finds_the_value() {
    let (setter, wait) = parcel_slot();
    let task = InlineTask::start(wait);
    watch(Diagnosis::WakeUnderLock, || setter.set(parcel()));
    arrived(finished(&task));
}

// rule: "The waker is called without a lock that the poll needs: an executor may poll the task inside the call of `wake`."
// rule.ja: "waker を呼ぶときは、ポーリングが必要とするロックを手放しておきます。executor は `wake` の呼び出しの中でタスクをポーリングすることがあります。"
// rule: "When the waker is called, the value is already in place, or the slot closed."
// rule.ja: "waker が呼ばれるとき、値はもう置かれているか、スロットはもう閉じられています。"
#[test]
fn waker_that_polls_at_once_finds_the_slot_closed() {
    let (setter, wait) = parcel_slot();
    let task = InlineTask::start(wait);
    watch(Diagnosis::WakeUnderLock, || drop(setter));
    closed(finished(&task));
}

// rule: "A value that arrives while the waker is being registered is not lost, nor is a setter that is dropped then: the tests let both happen at every instruction of a poll, the first one and later ones. Two threads try that 5,000 times."
// rule.ja: "waker を登録している最中に来た値も、そのときの setter のドロップも失われません。テストは、最初とその後のポーリングのすべての命令の位置で、両方を起こします。二つのスレッドで 5,000 回試します。"
#[test]
fn set_while_registering() {
    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    arrived(probe.event_while_registering(|| setter.set(parcel())));
}

// rule: "When the waker is called, the value is already in place, or the slot closed."
// rule.ja: "waker が呼ばれるとき、値はもう置かれているか、スロットはもう閉じられています。"
#[test]
fn value_is_in_place_when_woken() {
    let (setter, wait) = parcel_slot();
    let mut probe = Probe::new(wait);
    arrived(probe.event_seen_from_wake(|| setter.set(parcel())));
}

// rule: "A value that arrives while the waker is being registered is not lost, nor is a setter that is dropped then: the tests let both happen at every instruction of a poll, the first one and later ones. Two threads try that 5,000 times."
// rule.ja: "waker を登録している最中に来た値も、そのときの setter のドロップも失われません。テストは、最初とその後のポーリングのすべての命令の位置で、両方を起こします。二つのスレッドで 5,000 回試します。"
#[test]
fn set_at_every_instruction() {
    let set_or_wait = || {
        let (setter, wait) = parcel_slot();
        (|| wait, || setter.set(parcel()))
    };
    at_every_instruction(set_or_wait, arrived);
}

// rule: "A value that arrives while the waker is being registered is not lost, nor is a setter that is dropped then: the tests let both happen at every instruction of a poll, the first one and later ones. Two threads try that 5,000 times."
// rule.ja: "waker を登録している最中に来た値も、そのときの setter のドロップも失われません。テストは、最初とその後のポーリングのすべての命令の位置で、両方を起こします。二つのスレッドで 5,000 回試します。"
#[test]
fn dropped_at_every_instruction() {
    let drop_or_wait = || {
        let (setter, wait) = parcel_slot();
        (|| wait, || drop(setter))
    };
    at_every_instruction(drop_or_wait, closed);
}

// rule: "A value that arrives while the waker is being registered is not lost, nor is a setter that is dropped then: the tests let both happen at every instruction of a poll, the first one and later ones. Two threads try that 5,000 times."
// rule.ja: "waker を登録している最中に来た値も、そのときの setter のドロップも失われません。テストは、最初とその後のポーリングのすべての命令の位置で、両方を起こします。二つのスレッドで 5,000 回試します。"
#[test]
fn two_threads_race() {
    let pairs = (0..RACES).map(|_| {
        let (setter, wait) = parcel_slot();
        (wait, || setter.set(parcel()))
    });
    for output in race_in_rounds(pairs.collect()) {
        arrived(output);
    }
}

// rule: "Nothing that both ends share outlives them, whatever became of the value."
// rule.ja: "両端が共有するものは、値がどうなったとしても、両端がなくなった後には残りません。"
#[test]
fn both_ends_gone_and_nothing_is_left() {
    for life in Life::all() {
        heap::gives_all_back(|| life.lead());
    }
}
