//~ dangling-pointer in the_box_moves_and_the_pointer_stays_right
//! "The pointer is noted once, so a place for it beside the type will do." All values share it, and
//! it points to the latest one.

use std::cell::Cell;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::ptr;

thread_local! {
    static POINTER: Cell<*const String> = const { Cell::new(ptr::null()) };
}

pub struct SelfRef {
    text: String,
    _pinned: PhantomPinned,
}

impl SelfRef {
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        let boxed = Box::pin(SelfRef {
            text,
            _pinned: PhantomPinned,
        });
        POINTER.set(&raw const boxed.text);
        boxed
    }

    pub fn text(self: Pin<&Self>) -> &str {
        &self.get_ref().text
    }

    pub fn pointer(self: Pin<&Self>) -> *const String {
        POINTER.get()
    }

    pub fn via_pointer(self: Pin<&Self>) -> &str {
        // SAFETY: true of the latest value, and of no other.
        unsafe { &*POINTER.get() }
    }

    pub fn push(self: Pin<&mut Self>, more: &str) {
        // SAFETY: nothing is moved out of the reference.
        let this = unsafe { self.get_unchecked_mut() };
        this.text.push_str(more);
        POINTER.set(&raw const this.text);
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
