//! A tree of scopes with tasks in them. A cancel goes down the tree, and never up or sideways; and
//! who cancels waits until the last task has cleaned up.
//!
//! Start with one scope, then let it have children; the panics come last. Time is virtual: the
//! moments are exact.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s10-patterns/cancel_tree.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s10-patterns/cancel_tree.rs"
)]
mod cancel_tree;
mod cancel_tree_scene;

use cancel_tree::Scope;
use cancel_tree_scene::held::Held;
use cancel_tree_scene::last::{begun_while_a_call_waits, nobody_ends_after_a_panic};
use cancel_tree_scene::many::{hundred_tasks, those_that_have_ended};
use cancel_tree_scene::{GRANDCHILD, NEW_CHILD, PARENT, SCOPE, SIBLING, cancelled, panicked, play};
use probe::{Diagnosis, ms};
use tokio::time::timeout;

#[global_allocator]
static HEAP: Held = Held;

// rule: "`spawn` starts a task at once, whether anybody waits or not."
// rule.ja: "`spawn` は、誰かが待っているかどうかにかかわらず、すぐにタスクを始めます。"
// rule: "`cancel_and_wait` cancels its scope, and the token of each of its tasks says so at that moment."
// rule.ja: "`cancel_and_wait` はスコープをキャンセルします。その時点で、各タスクのトークンもキャンセルされます。"
// rule: "It ends no task by force. It returns as soon as the last one has ended by itself, with its cleanup; so it does with tasks that do not look at the token."
// rule.ja: "タスクを強制的に終わらせることはありません。最後のタスクが後始末を済ませ、自分で終わるとすぐに戻ります。トークンを見ないタスクについても同じです。"
#[test]
fn scope_is_cancelled_then_each_task_cleans_up() {
    play(async |stage| {
        let scope = Scope::new();
        stage.spawn(&scope, "quick", 0);
        stage.spawn(&scope, "slow", 131);
        stage.spawn_deaf(&scope, "deaf", 171);
        stage.spawn_deaf(&scope, "over", 10);
        stage.at(101).await;
        stage.began(
            &["quick", "slow", "deaf", "over"],
            0,
            Diagnosis::StarvedTask,
        );
        cancelled(&scope, false, SCOPE);
        let tasks = ["quick", "slow", "deaf", "over"];
        let panics = stage.cancel(&scope, &tasks, 232).await;
        stage.heard(&["quick", "slow"], 101);
        cancelled(&scope, true, SCOPE);
        panicked(panics, 0);
    });
}

// rule: "The cancel reaches all scopes below, children and grandchildren, and their tasks are waited for as well."
// rule.ja: "キャンセルは、子も孫も、下にあるすべてのスコープに届きます。それらのタスクも待ちます。"
#[test]
fn parent_is_cancelled_then_all_below_are() {
    play(async |stage| {
        let scope = Scope::new();
        let (child, other) = (scope.child(), scope.child());
        let grandchild = child.child();
        stage.spawn(&scope, "scope", 10);
        stage.spawn(&child, "child", 20);
        stage.spawn(&other, "other", 30);
        stage.spawn(&grandchild, "grandchild", 1_800_101);
        stage.at(100).await;
        let tasks = ["scope", "child", "other", "grandchild"];
        stage.cancel(&scope, &tasks, 1_800_201).await;
        stage.heard(&tasks, 100);
        cancelled(&grandchild, true, GRANDCHILD);
    });
}

// rule: "It reaches no scope above and none beside, nor are their tasks waited for."
// rule.ja: "上のスコープにも、隣のスコープにも届きません。それらのタスクを待つこともありません。"
#[test]
fn child_is_cancelled_then_parent_and_siblings_go_on() {
    play(async |stage| {
        let scope = Scope::new();
        let (child, sibling) = (scope.child(), scope.child());
        let grandchild = child.child();
        stage.spawn(&scope, "scope", 10);
        stage.spawn(&child, "child", 20);
        stage.spawn(&sibling, "sibling", 30);
        stage.spawn(&grandchild, "grandchild", 40);
        stage.at(100).await;
        stage.cancel(&child, &["child", "grandchild"], 140).await;
        stage.untouched(&["scope", "sibling"]);
        cancelled(&scope, false, PARENT);
        cancelled(&sibling, false, SIBLING);
        cancelled(&scope.child(), false, SIBLING);
        stage.at(300).await;
        let all = ["scope", "sibling", "child", "grandchild"];
        stage.cancel(&scope, &all, 330).await;
        stage.heard(&["scope", "sibling"], 300);
    });
}

// rule: "In a scope that is cancelled already, a new child is cancelled as well. A new task begins all the same, with a token that is cancelled, and is waited for by the next call, and by those that wait already."
// rule.ja: "キャンセル済みのスコープでは、新しい子もはじめからキャンセルされています。新しいタスクも始まりますが、そのトークンはキャンセル済みです。次の呼び出しも、すでに待っている呼び出しも、そのタスクを待ちます。"
#[test]
fn cancelled_already_then_what_is_new_is_too() {
    play(async |stage| {
        let scope = Scope::new();
        stage.cancel(&scope, &[], 0).await;
        let child = scope.child();
        cancelled(&child, true, NEW_CHILD);
        stage.spawn(&scope, "late", 20);
        stage.spawn(&child, "late child", 70);
        stage.at(5).await;
        for name in ["late", "late child"] {
            stage.began(&[name], 0, Diagnosis::LostMessage);
            stage.heard(&[name], 0);
        }
        stage.cancel(&scope, &["late", "late child"], 70).await;
    });
}

// rule: "`cancel_and_wait` may be called again, later or at the same time, also on a parent: each call waits until the last task has ended."
// rule.ja: "`cancel_and_wait` は、後からでも同時にでも、親に対してでも、何度呼んでもかまいません。どの呼び出しも、最後のタスクが終わるまで待ちます。"
#[test]
fn cancelled_twice_then_both_wait() {
    play(async |stage| {
        let scope = Scope::new();
        let child = scope.child();
        stage.spawn(&scope, "scope", 40);
        stage.spawn(&child, "child", 90);
        stage.spawn_broken(&child, "broken", 5);
        stage.at(100).await;
        let tasks = ["scope", "child"];
        let later = async {
            stage.at(120).await;
            stage.cancel(&scope, &tasks, 190).await
        };
        let (first, second, third, own) = tokio::join!(
            stage.cancel(&scope, &tasks, 190),
            stage.cancel(&scope, &tasks, 190),
            later,
            stage.cancel(&child, &["child"], 190),
        );
        let again = stage.cancel(&scope, &tasks, 190).await;
        for panics in [first, second, third, own, again] {
            panicked(panics, 1);
        }
    });
    begun_while_a_call_waits();
}

// rule: "Dropping a `Scope` cancels nothing, and ends nothing: a scope above still reaches its tasks, and a scope below can still be cancelled alone."
// rule.ja: "`Scope` をドロップしても、何もキャンセルされず、何も終わりません。上のスコープのキャンセルはそのタスクに届き、下のスコープは単独でキャンセルできます。"
#[test]
fn scope_is_dropped_then_its_tasks_go_on() {
    play(async |stage| {
        let top = Scope::new();
        let middle = top.child();
        let (low, other) = (middle.child(), middle.child());
        stage.spawn(&middle, "middle", 50);
        stage.spawn(&low, "low", 20);
        stage.spawn(&other, "other", 30);
        stage.at(10).await;
        drop(middle);
        drop(other);
        stage.at(100).await;
        stage.untouched(&["middle", "low", "other"]);
        stage.cancel(&low, &["low"], 120).await;
        stage.untouched(&["middle", "other"]);
        stage.at(200).await;
        stage.cancel(&top, &["middle", "low", "other"], 250).await;
        stage.heard(&["middle", "other"], 200);
    });
    // The last one above is dropped as well.
    play(async |stage| {
        let scope = Scope::new();
        let child = scope.child();
        stage.spawn(&scope, "scope", 0);
        stage.spawn(&child, "child", 10);
        drop(scope);
        stage.at(50).await;
        stage.untouched(&["scope", "child"]);
        stage.cancel(&child, &["child"], 60).await;
        stage.untouched(&["scope"]);
    });
}

// rule: "When `cancel_and_wait` is dropped while it waits, the scope stays cancelled, and its tasks still clean up."
// rule.ja: "`cancel_and_wait` が待っている間にドロップされても、スコープはキャンセルされたままで、タスクの後始末も続きます。"
#[test]
fn wait_is_dropped_then_the_cleanup_goes_on() {
    play(async |stage| {
        let scope = Scope::new();
        stage.spawn(&scope, "slow", 100);
        stage.spawn(&scope.child(), "child", 150);
        stage.at(10).await;
        let _ = timeout(ms(20), scope.cancel_and_wait()).await;
        stage.at(60).await;
        stage.heard(&["slow", "child"], 10);
        cancelled(&scope, true, SCOPE);
        stage.cancel(&scope, &["slow", "child"], 160).await;
    });
}

// rule: "`cancel_and_wait` returns how many tasks of this scope, and of all below, have panicked so far: before the cancel or after it."
// rule.ja: "戻り値は、このスコープと下のすべてのスコープで、キャンセルの前後を問わず、これまでにパニックしたタスクの数です。"
// rule: "A panic, in the call of `work` as well, affects no other task, cancels nothing, and does not come out of the scope."
// rule.ja: "`work` の呼び出しの中でのものも含め、パニックがほかのタスクに影響することも、何かをキャンセルすることも、スコープの外へ出ることもありません。"
#[test]
fn task_panics_then_it_is_counted_and_the_others_go_on() {
    play(async |stage| {
        let scope = Scope::new();
        let (child, sibling) = (scope.child(), scope.child());
        stage.spawn_broken(&child, "broken early", 10);
        stage.spawn_broken(&child, "broken by the cancel", 10_000);
        stage.spawn(&child, "child", 60);
        stage.spawn_broken(&scope.child(), "broken elsewhere", 20);
        stage.spawn(&scope, "scope", 30);
        stage.at(100).await;
        stage.untouched(&["child", "scope"]);
        let broken = ["broken early", "broken by the cancel", "child"];
        panicked(stage.cancel(&child, &broken, 160).await, 2);
        panicked(stage.cancel(&sibling, &[], 160).await, 0);
        let tasks = ["broken elsewhere", "scope"];
        panicked(stage.cancel(&scope, &tasks, 190).await, 3);
    });
    nobody_ends_after_a_panic();
}

// rule: "When `cancel_and_wait` has returned, no task of the scope is left; while it waits, it sleeps."
// rule.ja: "`cancel_and_wait` が戻ったとき、スコープのタスクはひとつも残っていません。待っている間は眠っています。"
#[test]
fn hundred_tasks_in_ten_scopes_then_none_is_left() {
    hundred_tasks();
}

// rule: "Nothing is kept of what has ended: the memory of a scope does not grow with the number of tasks that have ended in it, nor with that of scopes below that were dropped."
// rule.ja: "終わったものは持ち続けません。スコープのメモリが、その中で終わったタスクの数や、ドロップされた下のスコープの数に応じて増えることはありません。"
#[test]
fn thousands_have_ended_then_nothing_of_them_is_kept() {
    those_that_have_ended();
}
