//! Whoever waits before a `Gate` is let through when it opens: all of them, whichever task each
//! waits in, whoever came and went in the meantime.
//!
//! Start with `pending_then_opened_then_woken_then_ready`; then take them in order.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s02-future-trait/many_waiters.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s02-future-trait/many_waiters.rs"
)]
mod many_waiters;

mod many_waiters_scene;

use many_waiters_scene::{
    Pair, all_go_through, come_and_go, crowd, gate, gate_and_clone, is_asleep, open_twice_at_once,
    wait,
};
use probe::{Probe, at_every_instruction, race_in_rounds};

// rule: "When the gate is open, the first poll of a waiter is ready, even if the future was made before."
// rule.ja: "ゲートが開いていれば、最初のポーリングで `Ready` です。開く前に作られた Future でも同じです。"
#[test]
fn opened_then_ready_at_once() {
    let gate = gate();
    let mut made_before = Probe::new(wait(&gate));
    gate.open();
    made_before.ready();
    Probe::new(wait(&gate)).ready();
}

// rule: "Until then a waiter is pending and asleep: a future wakes its own task only when asking again is worthwhile, and neither a waker that is replaced nor a waiter that is dropped is a reason."
// rule.ja: "それまでは `Pending` のまま眠っています。Future が自分のタスクを起床させるのは、もう一度ポーリングする意味があるときだけです。waker が置き換えられても、待っている Future がドロップされても、起床の理由にはなりません。"
#[test]
fn nobody_opens_then_pending_and_asleep() {
    let gate = gate();
    let mut probe = Probe::new(wait(&gate));
    (0..3).for_each(|_| probe.pending());
    is_asleep(&probe);
    (0..3).for_each(|_| probe.pending_with_new_waker());
    is_asleep(&probe);
    probe.drop_future();
    is_asleep(&probe);
}

// rule: "`open` lets everybody through: each waiter is woken, with the waker of its latest poll, and is ready then."
// rule.ja: "`open` は全員を通します。待っている Future はどれも、最新のポーリングの waker で起こされ、完了します。"
#[test]
fn pending_then_opened_then_woken_then_ready() {
    let gate = gate();
    let mut probe = Probe::new(wait(&gate));
    probe.pending();
    gate.clone().open();
    probe.woken();
    probe.ready();
}

// rule: "Opening the gate again changes nothing."
// rule.ja: "もう一度開いても何も変わりません。"
#[test]
fn opened_twice_then_still_open() {
    let gate = gate();
    let mut early = Probe::new(wait(&gate));
    early.pending();
    (0..2).for_each(|_| gate.open());
    early.woken();
    early.ready();
    Probe::new(wait(&gate)).ready();
}

// rule: "`open` lets everybody through: each waiter is woken, with the waker of its latest poll, and is ready then."
// rule.ja: "`open` は全員を通します。待っている Future はどれも、最新のポーリングの waker で起こされ、完了します。"
// rule: "Clones of a gate are the same gate; two gates have nothing in common."
// rule.ja: "クローンはどれも同じゲートです。別々に作った二つのゲートは、互いに関係がありません。"
#[test]
fn three_hundred_wait_then_all_are_woken() {
    let gate = gate();
    let clone = gate.clone();
    let (mut here, mut there) = (crowd(&gate, 150), crowd(&clone, 150));
    gate.open();
    all_go_through(&mut here);
    all_go_through(&mut there);
}

// rule: "Clones of a gate are the same gate; two gates have nothing in common."
// rule.ja: "クローンはどれも同じゲートです。別々に作った二つのゲートは、互いに関係がありません。"
#[test]
fn one_of_two_gates_is_opened_and_the_other_stays_closed() {
    let (opens, stays) = (gate(), gate());
    let mut goes = Probe::new(wait(&opens));
    let mut waits = Probe::new(wait(&stays));
    goes.pending();
    waits.pending();
    opens.open();
    waits.pending();
    goes.woken();
    goes.ready();
    is_asleep(&waits);
}

// rule: "`open` lets everybody through: each waiter is woken, with the waker of its latest poll, and is ready then."
// rule.ja: "`open` は全員を通します。待っている Future はどれも、最新のポーリングの waker で起こされ、完了します。"
#[test]
fn latest_waker_is_woken() {
    let gate = gate();
    let mut probes = crowd(&gate, 2);
    probes[0].pending_with_new_waker();
    gate.open();
    for probe in &mut probes {
        probe.woken();
        probe.ready();
    }
}

// rule: "A waiter that is polled again replaces its waker: after 32 polls with 32 different wakers, no more than 4 clones are kept."
// rule.ja: "もう一度ポーリングされたら、waker を置き換えます。32 個の異なる waker で 32 回ポーリングした後に残ってよい複製は 4 個までです。"
#[test]
fn polled_again_and_again_then_one_waker_is_kept() {
    let gate = gate();
    let mut probe = Probe::new(wait(&gate));
    probe.spurious_polls();
    probe.spurious_polls_with_new_wakers();
    gate.open();
    probe.woken();
    probe.ready();
}

// rule: "Dropping a waiter removes its waker."
// rule.ja: "待っている Future をドロップすると、その waker は取り除かれます。"
#[test]
fn dropped_then_its_waker_is_gone() {
    let gate = gate();
    let mut stays = Probe::new(wait(&gate));
    stays.pending();
    let mut goes = Probe::new(wait(&gate));
    (0..2).for_each(|_| goes.pending());
    goes.drop_future_and_wakers();
    gate.open();
    stays.woken();
    stays.ready();
    stays.drop_future_and_wakers();
}

// rule: "Waiters are told apart, however many have come and gone: when one of them is dropped, all others are still woken, even those that wait in the same task, with the same waker."
// rule.ja: "待っている Future は、それまでにいくつが来て去っていても、一つずつ区別します。ひとつがドロップされても、ほかはすべて起こされます。ひとつのタスクの中で、二つが同じ waker で待っているときも同じです。"
#[test]
fn some_are_dropped_then_the_others_are_woken() {
    let gate = gate();
    let mut probes = crowd(&gate, 100);
    // In no particular order: the even ones from the front, then some from the back.
    for n in (0..100).step_by(2).chain([99, 51, 1]) {
        probes[n].drop_future();
    }
    let gone = |n: usize| n.is_multiple_of(2) || [99, 51, 1].contains(&n);
    // Those who come after some have gone must not take the place of those who stay.
    let mut late = crowd(&gate, 10);
    gate.open();
    let stayed = probes.iter_mut().enumerate().filter(|(n, _)| !gone(*n));
    all_go_through(stayed.map(|(_, probe)| probe).chain(&mut late));
}

// rule: "Waiters are told apart, however many have come and gone: when one of them is dropped, all others are still woken, even those that wait in the same task, with the same waker."
// rule.ja: "待っている Future は、それまでにいくつが来て去っていても、一つずつ区別します。ひとつがドロップされても、ほかはすべて起こされます。ひとつのタスクの中で、二つが同じ waker で待っているときも同じです。"
#[test]
fn many_come_and_go_then_those_who_stay_are_woken() {
    let gate = gate();
    let mut stay = crowd(&gate, 3);
    // With numbers of 16 bits, somebody gets the number of each who stays.
    come_and_go(&gate, 1 << 16);
    gate.open();
    all_go_through(&mut stay);
}

// rule: "Waiters are told apart, however many have come and gone: when one of them is dropped, all others are still woken, even those that wait in the same task, with the same waker."
// rule.ja: "待っている Future は、それまでにいくつが来て去っていても、一つずつ区別します。ひとつがドロップされても、ほかはすべて起こされます。ひとつのタスクの中で、二つが同じ waker で待っているときも同じです。"
#[test]
fn one_is_dropped_and_the_others_are_polled_again_then_all_are_woken() {
    let gate = gate();
    let mut probes = crowd(&gate, 10);
    probes[0].drop_future();
    let mut late = crowd(&gate, 1);
    for probe in probes[1..].iter_mut().chain(&mut late) {
        probe.pending_with_new_waker();
    }
    gate.open();
    all_go_through(probes[1..].iter_mut().chain(&mut late));
}

// rule: "Waiters are told apart, however many have come and gone: when one of them is dropped, all others are still woken, even those that wait in the same task, with the same waker."
// rule.ja: "待っている Future は、それまでにいくつが来て去っていても、一つずつ区別します。ひとつがドロップされても、ほかはすべて起こされます。ひとつのタスクの中で、二つが同じ waker で待っているときも同じです。"
#[test]
fn two_wait_in_one_task_then_one_is_dropped() {
    for dropped in [0, 1] {
        let gate = gate();
        let pair = Pair::of([wait(&gate), wait(&gate)]);
        let mut task = Probe::new(pair.task_that_drops(dropped));
        task.pending();
        gate.open();
        task.woken();
        task.ready();
    }
}

// rule: "The gate may be opened on another thread (`Gate` is `Send` and `Sync`), also while a waiter registers itself: an opening at that moment is not lost, at whichever instruction it comes."
// rule.ja: "ゲートは別のスレッドから開かれることがあります (`Gate` は `Send` かつ `Sync` です)。waker を登録している最中の、どの命令の位置で開かれても、その起床は失われません。"
#[test]
fn opened_while_registering() {
    let (gate, opens) = gate_and_clone();
    Probe::new(wait(&gate)).event_while_registering(move || opens.open());
}

// rule: "When a waker is called, the gate is already open."
// rule.ja: "waker が呼ばれるとき、ゲートはもう開いています。"
#[test]
fn open_when_woken() {
    let (gate, opens) = gate_and_clone();
    Probe::new(wait(&gate)).event_seen_from_wake(move || opens.open());
}

// rule: "No waker is called under a lock that `open` needs: a woken task may open the gate again inside the call of `wake`."
// rule.ja: "`open` が必要とするロックを持ったまま waker を呼びません。起床したタスクが、`wake` の呼び出しの中でもう一度ゲートを開くことがあります。"
#[test]
fn opened_again_inside_the_call_of_a_waker() {
    open_twice_at_once(&gate());
}

// rule: "The gate may be opened on another thread (`Gate` is `Send` and `Sync`), also while a waiter registers itself: an opening at that moment is not lost, at whichever instruction it comes."
// rule.ja: "ゲートは別のスレッドから開かれることがあります (`Gate` は `Send` かつ `Sync` です)。waker を登録している最中の、どの命令の位置で開かれても、その起床は失われません。"
#[test]
fn opened_at_every_instruction() {
    let meet = || {
        let (gate, opens) = gate_and_clone();
        (|| async move { gate.wait().await }, move || opens.open())
    };
    at_every_instruction(meet, |()| {});
}

// rule: "The gate may be opened on another thread (`Gate` is `Send` and `Sync`), also while a waiter registers itself: an opening at that moment is not lost, at whichever instruction it comes."
// rule.ja: "ゲートは別のスレッドから開かれることがあります (`Gate` は `Send` かつ `Sync` です)。waker を登録している最中の、どの命令の位置で開かれても、その起床は失われません。"
#[test]
fn two_threads_race_5000_times() {
    let pairs = (0..5000).map(|_| {
        let (gate, opens) = gate_and_clone();
        (async move { gate.wait().await }, move || opens.open())
    });
    race_in_rounds(pairs.collect());
}
