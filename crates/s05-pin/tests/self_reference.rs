//! A value that points into itself: the pointer is noted where the value will stay, and nothing that
//! safe code can do makes it wrong. The tests compare addresses first, and read through no pointer
//! that points out of its value.
//!
//! Start with the first two tests. The last two are about `addresses`.

#[cfg_attr(
    not(feature = "solution"),
    path = "../../../exercises/s05-pin/self_reference.rs"
)]
#[cfg_attr(
    feature = "solution",
    path = "../../../solutions/s05-pin/self_reference.rs"
)]
mod self_reference;

mod self_reference_scene;

use std::mem;
use std::pin::Pin;

use probe::{Child, Diagnosis, Probe, demand, expect, heap, swap_where_unpin};
use self_reference::{SelfRef, addresses};
use self_reference_scene::{TEXTS, a_clone, at_first, holds, inside, new, shown, still_points};

#[global_allocator]
static HEAP: heap::Counting = heap::Counting;

const BOX_MOVED: [&str; 2] = ["the box moved", "`Box` を移しました"];
const CLONED: [&str; 2] = ["the value is a clone", "値は複製です"];
const PUSHED: [&str; 2] = ["`push` was called", "`push` を呼びました"];

// rule: "`pointer` points to the `String` itself, which lies in the value: not beside it on the heap, and not where it was before."
// rule.ja: "`pointer` が指すのは `String` そのもので、`String` は値の中にあります。ヒープ上の別の場所でも、以前にあった場所でもありません。"
#[test]
fn points_into_itself() {
    for text in TEXTS {
        at_first(SelfRef::new(text.to_owned()).as_ref());
    }
}

// rule: "`text` and `via_pointer` return the text that `new` was given: the same text, not a copy."
// rule.ja: "`text` と `via_pointer` は、`new` に渡された文字列を返します。どちらも同じ文字列で、複製ではありません。"
#[test]
fn both_ways_lead_to_the_text() {
    for text in TEXTS {
        holds(new(text).as_ref(), text);
    }
}

// rule: "The box may go anywhere: into a list that grows, to the place of another one. The pointer stays right."
// rule.ja: "`Box` はどこへでも移せます。伸びていくリストの中へも、別の `Box` と入れ替わりにも。それでもポインターは正しいままです。"
#[test]
fn the_box_moves_and_the_pointer_stays_right() {
    let mut list = Vec::new();
    for n in 0..100 {
        list.push(new(&format!("text {n}")));
    }
    list.reverse();
    for (value, n) in list.iter().zip((0..100).rev()) {
        still_points(value.as_ref(), Diagnosis::DanglingPointer, BOX_MOVED);
        holds(value.as_ref(), &format!("text {n}"));
    }
    let (mut a, mut b) = (new("a text"), new("another one"));
    mem::swap(&mut a, &mut b);
    still_points(a.as_ref(), Diagnosis::DanglingPointer, BOX_MOVED);
    holds(a.as_ref(), "another one");
    drop(a);
    holds(b.as_ref(), "a text");
}

// rule: "Safe code cannot make the pointer wrong: a `SelfRef` is not `Unpin`, or it may move without harm; and if it can be cloned, the clone points into itself."
// rule.ja: "安全なコードがポインターを壊すことはできません。`SelfRef` は `Unpin` ではないか、ムーブされても壊れないかのどちらかです。複製できるなら、複製も自分の中を指します。"
#[test]
fn two_values_cannot_change_places() {
    let (mut a, mut b) = (new("a text"), new("another one"));
    let (mut in_a, mut in_b) = ("a text", "another one");
    if swap_where_unpin!(SelfRef, a.as_mut(), b.as_mut()) {
        let what = [
            "`SelfRef` is `Unpin`, and `mem::swap` moved the value out of its place",
            "`SelfRef` が `Unpin` なので、`mem::swap` で値が別の場所へ移りました",
        ];
        still_points(a.as_ref(), Diagnosis::UnsoundUnpin, what);
        still_points(b.as_ref(), Diagnosis::UnsoundUnpin, what);
        mem::swap(&mut in_a, &mut in_b);
    }
    holds(a.as_ref(), in_a);
    holds(b.as_ref(), in_b);
}

// rule: "Safe code cannot make the pointer wrong: a `SelfRef` is not `Unpin`, or it may move without harm; and if it can be cloned, the clone points into itself."
// rule.ja: "安全なコードがポインターを壊すことはできません。`SelfRef` は `Unpin` ではないか、ムーブされても壊れないかのどちらかです。複製できるなら、複製も自分の中を指します。"
#[test]
fn a_clone_points_into_itself() {
    let value = new("a text");
    if let Some(clone) = a_clone(&value) {
        still_points(clone.as_ref(), Diagnosis::DanglingPointer, CLONED);
        holds(clone.as_ref(), "a text");
    }
    holds(value.as_ref(), "a text");
}

// rule: "`push` appends to the text where it is; after that, too, the pointer is right."
// rule.ja: "`push` は、文字列をその場で末尾に伸ばします。その後もポインターは正しいままです。"
#[test]
fn pushed_and_the_pointer_stays_right() {
    for text in TEXTS {
        let (mut value, mut asked) = (new(text), text.to_owned());
        for more in ["", "!", " and more", &"long ".repeat(1000)] {
            value.as_mut().push(more);
            asked.push_str(more);
            still_points(value.as_ref(), Diagnosis::DanglingPointer, PUSHED);
            holds(value.as_ref(), &asked);
        }
    }
}

// rule: "When the box is dropped, all memory is given back."
// rule.ja: "`Box` がドロップされると、メモリはすべて解放されます。"
#[test]
fn dropped_and_nothing_is_left() {
    heap::gives_all_back(|| drop(new("a text")));
    heap::gives_all_back(|| {
        let mut value: Pin<Box<SelfRef>> = new("a text");
        value
            .as_mut()
            .push(" and more of it, so that it has to grow");
    });
}

// rule: "`addresses` notes the address of a variable, waits for `pause`, and notes it again. Both are the same, and lie in the future."
// rule.ja: "`addresses` は変数のアドレスを記録し、`pause` を待ち、もう一度記録します。二つは同じで、Future の中にあります。"
#[test]
fn a_variable_lives_in_the_future() {
    let (pause, view) = Child::waiting();
    // Before the first poll there is nothing in it yet that would mind.
    let moved = Box::new(addresses(pause));
    let mut future = Box::pin(*moved);
    let place = inside(&*future);
    let mut probe = Probe::new(future.as_mut());
    probe.pending();
    view.finish(());
    probe.woken();
    let [before, after] = probe.ready();
    expect(
        after,
        before,
        "the address after the wait",
        "待った後のアドレス",
    );
    demand(
        place.contains(&before),
        Diagnosis::WrongResult,
        format!(
            "the future takes {}; the variable is at {before:#x}",
            shown(&place)
        ),
        format!(
            "Future は {} にありますが、変数は {before:#x} にあります",
            shown(&place)
        ),
    );
}

// rule: "`addresses` notes the address of a variable, waits for `pause`, and notes it again. Both are the same, and lie in the future."
// rule.ja: "`addresses` は変数のアドレスを記録し、`pause` を待ち、もう一度記録します。二つは同じで、Future の中にあります。"
#[test]
fn waits_for_the_pause() {
    let (pause, view) = Child::yielding(2, ());
    let mut probe = Probe::new(addresses(pause));
    probe.pending();
    probe.pending();
    probe.ready();
    view.never_polled_after_ready();
}
