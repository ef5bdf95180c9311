//! A reactor wakes those whose moment has come: all of them, nobody else, the earliest first, and
//! with no lock in its hand.
//!
//! Start with `due_are_woken_and_later_ones_wait`; the others can wait until it is green.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s06-executor/reactor.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s06-executor/reactor.rs"
)]
mod reactor;
mod reactor_scene;

use std::sync::{Arc, OnceLock};

use probe::Diagnosis;
use reactor::Tick;
use reactor_scene::{Scene, Side, does_what_a_list_does, meet, on_another_thread};

// rule: "`next_deadline` is the earliest moment that anybody still waits for."
// rule.ja: "`next_deadline` は、まだ誰かが待っている時刻のうち最も早いものです。"
#[test]
fn nobody_waits_then_nothing_to_do() {
    let scene = Scene::new();
    scene.next_deadline(None);
    scene.turn(10, &[]);
}

// rule: "`turn(now)` wakes those registered for `now` or before, and nobody else, the earliest first. It returns how many."
// rule.ja: "`turn(now)` は、期限が `now` 以前のものだけを、早い順に起床させ、その数を返します。"
#[test]
fn due_are_woken_and_later_ones_wait() {
    let scene = Scene::new();
    scene.register(10, "at 10");
    scene.register(20, "at 20");
    scene.turn(9, &[]);
    scene.turn(10, &["at 10"]);
    scene.turn(19, &[]);
    scene.turn(25, &["at 20"]);
}

// rule: "`turn(now)` wakes those registered for `now` or before, and nobody else, the earliest first. It returns how many."
// rule.ja: "`turn(now)` は、期限が `now` 以前のものだけを、早い順に起床させ、その数を返します。"
#[test]
fn several_due_then_the_earliest_first() {
    let scene = Scene::new();
    for at in [5, 2, 8, 1, 7, 3, 6, 4] {
        scene.register(at, &format!("at {at}"));
    }
    scene.turn(6, &["at 1", "at 2", "at 3", "at 4", "at 5", "at 6"]);
    scene.turn(8, &["at 7", "at 8"]);
}

// rule: "Several tasks may wait for the same moment, and one waker may be registered more than once: each registration is one wake."
// rule.ja: "同じ時刻を複数のタスクが待つことも、ひとつの waker が複数回登録されることもあります。登録ひとつにつき起床は 1 回です。"
#[test]
fn equal_deadlines_are_all_woken() {
    let scene = Scene::new();
    let one = scene.waker(10, "due");
    for waker in [&one, &one, &scene.waker(10, "due")] {
        scene.leave(10, waker);
    }
    scene.register(10, "due");
    scene.turn(10, &["due"; 4]);
}

// rule: "Any `Tick` is a moment, `0` and `u64::MAX` as well."
// rule.ja: "どの `Tick` も時刻です。`0` も `u64::MAX` も例外ではありません。"
#[test]
fn first_and_last_moment_are_moments_as_well() {
    let scene = Scene::new();
    scene.register(0, "first");
    scene.register(Tick::MAX, "last");
    scene.register(Tick::MAX - 1, "last but one");
    scene.turn(0, &["first"]);
    scene.next_deadline(Some(Tick::MAX - 1));
    scene.turn(Tick::MAX - 1, &["last but one"]);
    scene.next_deadline(Some(Tick::MAX));
    scene.turn(Tick::MAX, &["last"]);
    scene.next_deadline(None);
    scene.register(0, "long ago");
    scene.turn(Tick::MAX, &["long ago"]);
}

// rule: "What is deregistered is never woken, not even where a waker of the same turn deregisters it, and `next_deadline` no longer speaks of it."
// rule.ja: "登録を取り消したものは起床させません。同じ `turn` の中で起床した waker が取り消したときも同じです。`next_deadline` にも現れません。"
#[test]
fn deregistered_is_never_woken() {
    let scene = Scene::new();
    let first = scene.register(10, "first");
    scene.register(10, "second");
    scene.deregister(first);
    scene.turn(10, &["second"]);
}

// rule: "A task that deregisters and registers again is woken through its new waker only."
// rule.ja: "取り消してから登録し直したタスクは、新しい waker だけで起床します。"
#[test]
fn registered_anew_wakes_only_the_new_waker() {
    let scene = Scene::new();
    let old = scene.register(10, "old");
    scene.deregister(old);
    scene.register(10, "new");
    scene.turn_without(Diagnosis::StaleWaker, 10, &["new"]);
}

// rule: "Deregistering what was woken already does nothing; above all, it does not take another registration away, be it one of 70,000 later ones."
// rule.ja: "すでに起床したものを取り消しても何も起きません。その後の 70,000 件のうちどの登録も、それで消えることはありません。"
#[test]
fn deregistering_after_the_wake_does_nothing() {
    let scene = Scene::new();
    let served = scene.register(10, "served");
    scene.turn(10, &["served"]);
    for at in [10, 20] {
        scene.register(at, "other");
        scene.deregister(served);
        scene.turn(20, &["other"]);
    }
    scene.names_no_later_one(served, 30);
}

// rule: "`next_deadline` is the earliest moment that anybody still waits for."
// rule.ja: "`next_deadline` は、まだ誰かが待っている時刻のうち最も早いものです。"
#[test]
fn next_deadline_is_the_earliest_that_still_counts() {
    let scene = Scene::new();
    scene.register(30, "at 30");
    let early = scene.register(10, "at 10");
    scene.register(20, "at 20");
    scene.next_deadline(Some(10));
    scene.deregister(early);
    scene.next_deadline(Some(20));
    scene.turn(20, &["at 20"]);
    scene.next_deadline(Some(30));
    scene.turn(30, &["at 30"]);
    scene.next_deadline(None);
}

// rule: "Threads share one reactor: what is registered on one is woken from another. It is `Send` and `Sync`."
// rule.ja: "ひとつの reactor をスレッド間で共有します。あるスレッドで登録されたものは、別のスレッドからも起床します。つまり `Send` かつ `Sync` です。"
#[test]
fn registered_on_one_thread_then_woken_from_another() {
    let scene = Scene::new();
    on_another_thread(|| scene.reactor.register(10, &scene.waker(10, "elsewhere")));
    let id = on_another_thread(|| scene.reactor.register(10, &scene.waker(10, "given up")));
    scene.deregister(id);
    scene.turn(10, &["elsewhere"]);
    scene.register(20, "here");
    scene.turn_on_another_thread(20, &["here"]);
}

// rule: "Wakers are called without a lock: inside the call of `wake`, the woken task may use the reactor, and so may another thread. A second turn and `next_deadline` may leave out those whom the running turn is about to wake."
// rule.ja: "waker を呼ぶときはロックを手放しておきます。`wake` の呼び出しの中で、起床したタスクも、別のスレッドも、reactor を使えます。実行中の `turn` がこれから起床させるものは、二つ目の `turn` と `next_deadline` の対象から外してもかまいません。"
#[test]
fn woken_task_uses_the_reactor_at_once() {
    let scene = Scene::new();
    let served = scene.register(5, "served");
    scene.turn(5, &["served"]);
    scene.register_that(10, "uses all", move |inside| {
        inside.next_deadline();
        inside.deregister(served);
        inside.register(30, "again");
        inside.turn(10);
    });
    scene.turn_with_calls(10, &["uses all"]);
    scene.register_that(20, "waits for a thread", |inside| {
        inside.register_elsewhere(30, "later");
        inside.turn_elsewhere(20);
    });
    scene.turn_with_calls(20, &["waits for a thread"]);
    scene.turn(30, &["again", "later"]);
}

// rule: "What is registered inside a wake, on whichever thread, belongs to the next turn, even where its moment has come. A turn inside the same wake may count as the next one."
// rule.ja: "`wake` の中で登録されたものは、どのスレッドからでも、その時刻がすでに来ていても、次の `turn` のものです。同じ `wake` の中の `turn` を次の `turn` と見なしてもかまいません。"
#[test]
fn registered_inside_a_wake_then_the_next_turn() {
    let scene = Scene::new();
    scene.register_that(10, "first", |inside| {
        inside.register(0, "again");
        inside.register_elsewhere(11, "from a thread");
    });
    scene.register(11, "second");
    scene.turn_with_calls(12, &["first", "second"]);
    scene.next_deadline(Some(0));
    scene.turn(12, &["again", "from a thread"]);
}

// rule: "What is deregistered is never woken, not even where a waker of the same turn deregisters it, and `next_deadline` no longer speaks of it."
// rule.ja: "登録を取り消したものは起床させません。同じ `turn` の中で起床した waker が取り消したときも同じです。`next_deadline` にも現れません。"
#[test]
fn deregistered_by_a_waker_of_the_same_turn_then_not_woken() {
    let (scene, given_up) = (Scene::new(), Arc::new(OnceLock::new()));
    let its_id = Arc::clone(&given_up);
    scene.register_that(10, "first", move |inside| {
        inside.deregister(*its_id.wait());
    });
    given_up.get_or_init(|| scene.register(11, "given up"));
    scene.register(12, "third");
    scene.turn_with_calls(12, &["first", "third"]);
}

// rule: "When two threads meet in the reactor, at whichever instruction, nothing is lost, and nobody is woken twice."
// rule.ja: "二つのスレッドがどの命令の位置で出会っても、登録は失われず、二重に起床することもありません。"
#[test]
fn two_calls_meet_at_every_instruction() {
    meet(Side::register, Side::register, ["other", "one", "two"], []);
    meet(Side::register, Side::deregister, ["one"], []);
    meet(Side::register, Side::turn, ["other", "one"], []);
    meet(Side::deregister, Side::register, ["two"], []);
    meet(Side::deregister, Side::deregister, [], []);
    // It comes before the wake, or after it.
    meet(Side::deregister, Side::turn, [], ["other"]);
    meet(Side::turn, Side::turn, ["other"], []);
}

// rule: "Two reactors share nothing."
// rule.ja: "二つの reactor は何も共有しません。"
#[test]
fn two_reactors_share_nothing() {
    let one = Scene::new();
    let other = one.other();
    let ids = [
        one.register(10, "of the one"),
        other.register(10, "of the other"),
    ];
    other.turn(10, &["of the other"]);
    one.next_deadline(Some(10));
    other.deregister(ids[1]);
    one.turn(10, &["of the one"]);
    other.next_deadline(None);
    let there = other.inside();
    one.register_that(20, "calls the other", move |_| {
        there.register(20, "left there");
    });
    one.turn_with_calls(20, &["calls the other"]);
    other.turn(20, &["left there"]);
}

// rule: "`turn(now)` wakes those registered for `now` or before, and nobody else, the earliest first. It returns how many."
// rule.ja: "`turn(now)` は、期限が `now` 以前のものだけを、早い順に起床させ、その数を返します。"
#[test]
fn whatever_is_called_it_does_what_a_list_does() {
    does_what_a_list_does();
}
