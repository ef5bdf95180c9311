//! A future that is made in one place and finished in another: it takes along what it needs, it
//! does nothing before it is polled, and it leaves nothing behind.
//!
//! Start with the first test; `greet_twice` follows from `greet_later`.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s03-async-await/async_move.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s03-async-await/async_move.rs"
)]
mod async_move;
mod async_move_scene;

use std::panic::resume_unwind;
use std::task::{Context, Waker};
use std::thread;

use async_move_scene::{Scene, WAYS, Way, greets};
use probe::{Probe, heap};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

// rule: "Calling either function begins nothing for later: before the first poll of the future, `signal` is not polled, no thread is started, and the name is printed only for the greeting that `greet_twice` returns at once."
// rule.ja: "どちらの関数も、呼び出しただけでは、後のための処理を何も始めません。Future が最初にポーリングされるまで、`signal` はポーリングされず、スレッドも作られません。名前が出力されるのは、`greet_twice` がすぐに返すあいさつのためだけです。"
#[test]
fn nothing_has_begun_before_the_first_poll() {
    for way in WAYS {
        let (scene, _greeting) = Scene::of(way);
        scene.has_not_begun();
    }
}

// rule: "The output of each future is `Hello, NAME!`, with the name as it is printed once `signal` is ready, and not before."
// rule.ja: "どちらの Future の出力も `Hello, NAME!` です。名前を出力するのは `signal` が完了した後で、それより前ではありません。"
#[test]
fn pending_then_signal_then_woken_then_greets() {
    for way in WAYS {
        let (scene, greeting) = Scene::of(way);
        let mut probe = Probe::new(greeting);
        probe.pending();
        scene.has_not_greeted();
        scene.signal();
        probe.woken();
        greets(&probe.ready(), "Ada");
        scene.left_the_signal_alone();
    }
}

// rule: "The output of each future is `Hello, NAME!`, with the name as it is printed once `signal` is ready, and not before."
// rule.ja: "どちらの Future の出力も `Hello, NAME!` です。名前を出力するのは `signal` が完了した後で、それより前ではありません。"
#[test]
fn renamed_before_the_signal_then_greets_by_the_new_name() {
    for way in WAYS {
        let (scene, greeting) = Scene::of(way);
        let mut probe = Probe::new(greeting);
        probe.pending();
        scene.rename("Grace");
        scene.signal();
        probe.woken();
        scene.greets_anew(&probe.ready(), "Ada", "Grace");
    }
}

// rule: "`greet_twice` returns the first greeting at once, in the same words, and the caller keeps the name."
// rule.ja: "`greet_twice` は最初のあいさつを、同じ言葉で、すぐに返します。名前は呼び出し側に残ります。"
#[test]
fn greets_at_once_and_the_name_stays() {
    let (scene, greeting) = Scene::of(Way::Twice);
    greets(&scene.now.clone().unwrap_or_default(), "Ada");
    scene.signal();
    greets(&Probe::new(greeting).ready(), "Ada");
}

// rule: "The future waits for `signal` as `.await` does: it is woken when `signal` wakes the task that polled last, it is pending until then, and `signal` is not polled after its end."
// rule.ja: "Future は `.await` と同じように `signal` を待ちます。最後にポーリングしたタスクを `signal` が起床させるまで `Pending` で、そのとき起床します。完了した `signal` がもう一度ポーリングされることはありません。"
#[test]
fn polled_by_another_task_then_that_one_is_woken() {
    for way in WAYS {
        let (scene, greeting) = Scene::of(way);
        let mut probe = Probe::new(greeting);
        probe.pending();
        for _ in 0..3 {
            probe.pending_with_new_waker();
        }
        if probe.wakes() > 0 {
            probe.finding(probe::Diagnosis::BusyPoll).raise();
        }
        scene.signal();
        probe.woken();
        greets(&probe.ready(), "Ada");
        scene.left_the_signal_alone();
    }
}

// rule: "The future is `Send` and `'static`: it may be finished on another thread, after the function that made it has returned."
// rule.ja: "Future は `Send` かつ `'static` です。作った関数が戻った後に、別のスレッドで完了してもかまいません。"
#[test]
fn made_here_and_finished_on_another_thread() {
    for way in WAYS {
        let (scene, greeting) = Scene::of(way);
        let other = thread::spawn(move || {
            let mut probe = Probe::new(greeting);
            probe.pending();
            scene.signal();
            probe.woken();
            greets(&probe.ready(), "Ada");
        });
        if let Err(panic) = other.join() {
            resume_unwind(panic);
        }
    }
}

// rule: "The future owns the name and `signal`: whenever it is dropped, both are dropped with it, and no memory is left behind."
// rule.ja: "Future は名前と `signal` を所有します。いつドロップされても、両方が一緒にドロップされ、メモリは残りません。"
#[test]
fn dropped_then_all_memory_is_given_back() {
    for way in WAYS {
        for polls in 0..3 {
            heap::gives_all_back(|| {
                let (scene, mut greeting) = Scene::of(way);
                let mut context = Context::from_waker(Waker::noop());
                for poll in 0..polls {
                    if poll == 1 {
                        scene.signal();
                    }
                    let _ = greeting.as_mut().poll(&mut context);
                }
            });
        }
    }
}

// rule: "The future owns the name and `signal`: whenever it is dropped, both are dropped with it, and no memory is left behind."
// rule.ja: "Future は名前と `signal` を所有します。いつドロップされても、両方が一緒にドロップされ、メモリは残りません。"
#[test]
fn dropped_then_name_and_signal_are_gone() {
    for way in WAYS {
        let (scene, greeting) = Scene::of(way);
        drop(greeting);
        scene.nothing_is_left(["before its first poll", "最初のポーリングの前に"]);

        let (scene, greeting) = Scene::of(way);
        let mut probe = Probe::new(greeting);
        probe.pending();
        probe.drop_future();
        scene.nothing_is_left(["while it waited", "待っている間に"]);

        let (scene, greeting) = Scene::of(way);
        let mut probe = Probe::new(greeting);
        scene.signal();
        greets(&probe.ready(), "Ada");
        probe.drop_future();
        scene.nothing_is_left(["after its end", "完了した後に"]);
    }
}
