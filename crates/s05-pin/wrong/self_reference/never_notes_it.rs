//~ wrong-result in points_into_itself
//! "The pointer is set later." Nobody does; and `via_pointer` reads the text without it.

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
        Box::pin(SelfRef {
            text,
            pointer: ptr::null(),
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
        self.text()
    }

    pub fn push(self: Pin<&mut Self>, more: &str) {
        // SAFETY: nothing is moved out of the reference.
        unsafe { self.get_unchecked_mut() }.text.push_str(more);
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
