//! Tasks that share one thread take turns, because each of them gives its turn away. Begin with
//! `work`, the first two tests; then run several of them.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s01-sync-vs-async/interleave.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s01-sync-vs-async/interleave.rs"
)]
mod interleave;
mod interleave_scene;

use interleave::{interleave, work};
use interleave_scene::{done, many_names, names};

// lesson: "up to 30 names"
// lesson.ja: "名前が 30 個まで"
const NAMES: usize = 30;

// rule: "`work` does the slices 0, 1, … of its name, in this order, `slices` of them, and then returns."
// rule.ja: "`work` は、その名前のスライスを 0、1、… の順に `slices` 個実行してから戻ります。"
#[test]
fn work_does_its_slices_in_order() {
    for slices in [3, 0, 1, 2, 17, 100] {
        let done = done(|log| work("a".to_owned(), slices, log));
        done.all_when_it_returned();
        done.are_all_slices_of(&names(["a"]), slices);
    }
}

// rule: "Between two slices of a name, whatever else can run on the runtime gets its turn, also while `interleave` runs."
// rule.ja: "同じ名前のスライスとスライスの間に、ランタイム上で実行できるほかのものに必ず順番が回ります。`interleave` の実行中も同じです。"
#[test]
fn another_task_runs_between_two_slices() {
    for slices in [3, 100] {
        done(|log| work("a".to_owned(), slices, log)).let_the_other_task_run();
    }
}

// rule: "With up to 30 names, no name is ever two slices ahead of another."
// rule.ja: "名前が 30 個までなら、どの名前も、ほかの名前より 2 スライス以上先には進みません。"
#[test]
fn no_name_is_two_slices_ahead() {
    for (names, slices) in [
        (names(["a", "b", "c"]), 4),
        (names(["b", "a"]), 100),
        (many_names(13), 20),
        (many_names(NAMES), 20),
    ] {
        let done = done(|log| interleave(names.clone(), slices, log));
        done.are_in_turns(&names);
    }
}

// rule: "`interleave` does the work of every name, also where two names are equal, and returns when all of it is done; with no name there is nothing to do."
// rule.ja: "`interleave` は、同じ名前が二つあっても、すべての名前の仕事を実行し、全部終わってから戻ります。名前がなければ何もしません。"
#[test]
fn every_name_is_done_when_it_returns() {
    for (names, slices) in [
        (names(["a", "b", "c"]), 4),
        (names(["a"]), 3),
        (names([]), 3),
        (names(["a", "b"]), 0),
        (names(["a", "b"]), 1),
        (names(["a", "b", "a", "a"]), 3),
        (many_names(100), 3),
    ] {
        let done = done(|log| interleave(names.clone(), slices, log));
        done.all_when_it_returned();
        done.are_all_slices_of(&names, slices);
    }
}

// rule: "Between two slices of a name, whatever else can run on the runtime gets its turn, also while `interleave` runs."
// rule.ja: "同じ名前のスライスとスライスの間に、ランタイム上で実行できるほかのものに必ず順番が回ります。`interleave` の実行中も同じです。"
#[test]
fn others_run_while_names_are_interleaved() {
    for names in [names(["a", "b", "c"]), names(["a"]), many_names(100)] {
        let done = done(|log| interleave(names.clone(), 5, log));
        done.let_the_other_task_run();
    }
}

// rule: "Every slice runs on the one thread of the runtime."
// rule.ja: "スライスはすべて、ランタイムの一本のスレッドで実行されます。"
#[test]
fn every_slice_runs_on_the_thread_of_the_runtime() {
    let names = names(["a", "b", "c"]);
    let done = done(|log| interleave(names.clone(), 3, log));
    done.are_all_slices_of(&names, 3);
}
