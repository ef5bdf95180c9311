//~ E0597
//! "A reference instead of a pointer." No lifetime can be written for what a value borrows from
//! itself: that is why there is a raw pointer.

use std::marker::PhantomPinned;
use std::pin::Pin;

pub struct SelfRef {
    text: String,
    pointer: &'static String,
    _pinned: PhantomPinned,
}

impl SelfRef {
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        Box::pin(SelfRef {
            pointer: &text,
            text,
            _pinned: PhantomPinned,
        })
    }

    pub fn text(self: Pin<&Self>) -> &str {
        &self.get_ref().text
    }

    pub fn pointer(self: Pin<&Self>) -> *const String {
        self.pointer
    }

    pub fn via_pointer(self: Pin<&Self>) -> &str {
        self.get_ref().pointer
    }

    pub fn push(self: Pin<&mut Self>, more: &str) {
        // SAFETY: nothing is moved out of the reference.
        let this = unsafe { self.get_unchecked_mut() };
        this.text.push_str(more);
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
