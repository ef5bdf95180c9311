//! The box first, pinned; the pointer through `get_unchecked_mut`.

use std::marker::PhantomPinned;
use std::pin::Pin;
use std::ptr;

pub struct SelfRef {
    text: String,
    pointer: *const String,
    _pinned: PhantomPinned,
}

impl SelfRef {
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        let mut boxed = Box::pin(SelfRef {
            text,
            pointer: ptr::null(),
            _pinned: PhantomPinned,
        });
        // SAFETY: nothing is moved out of the reference.
        let this = unsafe { boxed.as_mut().get_unchecked_mut() };
        this.pointer = ptr::from_ref(&this.text);
        boxed
    }

    pub fn text(self: Pin<&Self>) -> &str {
        &self.get_ref().text
    }

    pub fn pointer(self: Pin<&Self>) -> *const String {
        self.pointer
    }

    pub fn via_pointer(self: Pin<&Self>) -> &str {
        // SAFETY: it was noted in the box, and the value has not left that.
        unsafe { &*self.pointer }
    }

    pub fn push(self: Pin<&mut Self>, more: &str) {
        // SAFETY: nothing is moved out of the reference.
        let this = unsafe { self.get_unchecked_mut() };
        this.text.push_str(more);
        this.pointer = &raw const this.text;
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let data = String::from("text");
    let reference = &data;
    let before = std::ptr::from_ref(reference).addr();
    pause.await;
    [before, std::ptr::from_ref(reference).addr()]
}
