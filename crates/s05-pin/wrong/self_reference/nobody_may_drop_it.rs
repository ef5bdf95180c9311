//~ leaked-memory in dropped_and_nothing_is_left
//! "What is pointed to must not be dropped." Not while it is pointed to; with the value both end.

use std::marker::PhantomPinned;
use std::mem::ManuallyDrop;
use std::pin::Pin;
use std::ptr;

pub struct SelfRef {
    text: ManuallyDrop<String>,
    pointer: *const String,
    _pinned: PhantomPinned,
}

impl SelfRef {
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        let mut boxed = Box::new(SelfRef {
            text: ManuallyDrop::new(text),
            pointer: ptr::null(),
            _pinned: PhantomPinned,
        });
        boxed.pointer = &raw const *boxed.text;
        Box::into_pin(boxed)
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
        this.pointer = &raw const *this.text;
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
