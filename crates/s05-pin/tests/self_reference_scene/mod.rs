//! Looks at pointers without trusting them.

use std::array;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ops::Range;
use std::pin::Pin;
use std::ptr;

use probe::{Diagnosis, Finding, demand, expect};

use crate::self_reference::SelfRef;

pub const TEXTS: [&str; 4] = [
    "",
    "a",
    "ピン",
    "a text that is longer than any small buffer",
];

/// As far below the frame of a test lie the frames that an answer had a moment ago; nothing else
/// does.
const FRAMES: usize = 64 * 1024;

/// The addresses that a value takes.
pub fn inside<T>(value: &T) -> Range<usize> {
    let begin = ptr::from_ref(value).addr();
    begin..begin + size_of_val(value)
}

/// A range of addresses, for a reader.
pub fn shown(place: &Range<usize>) -> String {
    format!("{:#x}..{:#x}", place.start, place.end)
}

/// Whether the value takes all the bytes of a `String` at that address.
fn is_inside(value: &SelfRef, address: usize) -> bool {
    let place = inside(value);
    let end = address.checked_add(size_of::<String>());
    address.is_multiple_of(align_of::<String>())
        && place.contains(&address)
        && end.is_some_and(|end| end <= place.end)
}

/// Whether the heap hands out the memory at that address, so that nobody has it: where a box lay from
/// which a value has moved.
fn is_free(address: usize) -> bool {
    let boxes: [Box<MaybeUninit<SelfRef>>; 64] = array::from_fn(|_| Box::new_uninit());
    boxes
        .iter()
        .any(|place| inside(&**place).contains(&address))
}

/// Asks a fresh value where its pointer points.
#[track_caller]
pub fn at_first(value: Pin<&SelfRef>) {
    let (address, place) = (value.pointer().addr(), shown(&inside(&*value)));
    if !is_inside(&value, address) {
        let here = ptr::from_ref(&address).addr();
        let is_on_the_stack = (here - FRAMES..here + FRAMES).contains(&address);
        let (code, en, ja) = match address {
            0 => (Diagnosis::WrongResult, "null", "null です"),
            _ if is_on_the_stack => (
                Diagnosis::DanglingPointer,
                "on the stack, where `new` has been",
                " `new` が使っていたスタックの中です",
            ),
            _ if is_free(address) => (
                Diagnosis::DanglingPointer,
                "in memory that has been given back",
                "解放済みのメモリの中です",
            ),
            _ => (Diagnosis::WrongResult, "outside of the value", "値の外です"),
        };
        Finding::new(code)
            .note(
                format!("the value takes {place}; its pointer, {address:#x}, is {en}"),
                format!("値は {place} にあります。ポインター {address:#x} は{ja}"),
            )
            .raise();
    }
    shows_the_text(value);
}

/// A value whose pointer has been looked at: its later places can be compared with its first one.
#[track_caller]
pub fn new(text: &str) -> Pin<Box<SelfRef>> {
    let value = SelfRef::new(text.to_owned());
    at_first(value.as_ref());
    value
}

/// Asks a value whose pointer was right whether it still is, else raises `code`; `en` and `ja` say
/// what has happened meanwhile.
#[track_caller]
pub fn still_points(value: Pin<&SelfRef>, code: Diagnosis, [en, ja]: [&str; 2]) {
    let (address, place) = (value.pointer().addr(), shown(&inside(&*value)));
    demand(
        is_inside(&value, address),
        code,
        format!("{en}; now the value takes {place}, and its pointer is {address:#x}"),
        format!("{ja}。現在、値は {place} にあり、ポインターは {address:#x} です"),
    );
    shows_the_text(value);
}

/// A clone of the value in a box of its own, where its type can be cloned.
pub fn a_clone(value: &SelfRef) -> Option<Pin<Box<SelfRef>>> {
    struct Asked<T>(PhantomData<T>);
    trait NoClone<T> {
        fn of(&self, _: &T) -> Option<T> {
            None
        }
    }
    impl<T> NoClone<T> for Asked<T> {}
    // What belongs to the type itself comes before what a trait lends it.
    #[allow(dead_code, reason = "where the answer's type cannot be cloned")]
    impl<T: Clone> Asked<T> {
        fn of(&self, value: &T) -> Option<T> {
            Some(value.clone())
        }
    }
    Asked::<SelfRef>(PhantomData).of(value).map(Box::pin)
}

/// What lies at the pointer, inside of the value, is the `String` whose text `text` returns.
#[track_caller]
fn shows_the_text(value: Pin<&SelfRef>) {
    // Its pointer, its length, and its capacity, in whichever order.
    const WORDS: usize = size_of::<String>() / size_of::<usize>();
    // SAFETY: all of it lies in the value, which is borrowed; whatever is there is only looked at.
    let words: [usize; WORDS] = unsafe { value.pointer().cast::<[usize; WORDS]>().read() };
    let text = value.text();
    demand(
        words.contains(&text.as_ptr().addr()) && words.contains(&text.len()),
        Diagnosis::WrongResult,
        "the pointer points into the value, but not to the `String` that `text` reads",
        "ポインターは値の中を指していますが、`text` の読む `String` ではありません",
    );
}

/// Asks that both ways lead to this text, and that there is only one.
#[track_caller]
pub fn holds(value: Pin<&SelfRef>, asked: &str) {
    let what = [
        "the pointer of the value was right",
        "値のポインターは正しいものでした",
    ];
    still_points(value, Diagnosis::DanglingPointer, what);
    expect(value.text(), asked, "the text", "文字列");
    expect(
        value.via_pointer(),
        asked,
        "the text through the pointer",
        "ポインターを通した文字列",
    );
    expect(
        value.via_pointer().as_ptr().addr(),
        value.text().as_ptr().addr(),
        "the address of the text through the pointer",
        "ポインターを通した文字列のアドレス",
    );
}
