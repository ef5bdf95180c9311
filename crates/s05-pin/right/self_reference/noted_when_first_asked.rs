//! As a future does: the pointer is noted by the first call that finds the value pinned.

use std::cell::Cell;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::ptr;

pub struct SelfRef {
    text: String,
    pointer: Cell<*const String>,
    _pinned: PhantomPinned,
}

impl SelfRef {
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        Box::pin(SelfRef {
            text,
            pointer: Cell::new(ptr::null()),
            _pinned: PhantomPinned,
        })
    }

    pub fn text(self: Pin<&Self>) -> &str {
        &self.get_ref().text
    }

    pub fn pointer(self: Pin<&Self>) -> *const String {
        if self.pointer.get().is_null() {
            self.pointer.set(&raw const self.text);
        }
        self.pointer.get()
    }

    pub fn via_pointer(self: Pin<&Self>) -> &str {
        // SAFETY: it was noted when the value was pinned, and that it still is.
        unsafe { &*self.pointer() }
    }

    pub fn push(self: Pin<&mut Self>, more: &str) {
        // SAFETY: nothing is moved out of the reference.
        let this = unsafe { self.get_unchecked_mut() };
        this.text.push_str(more);
        this.pointer.set(ptr::null());
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
