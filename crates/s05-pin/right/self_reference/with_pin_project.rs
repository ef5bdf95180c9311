//! pin-project leads to the fields without `unsafe`, and `#[pin]` keeps the whole from being
//! `Unpin`.

use std::marker::PhantomPinned;
use std::pin::Pin;
use std::ptr;

use pin_project::pin_project;

#[pin_project]
pub struct SelfRef {
    text: String,
    pointer: *const String,
    #[pin]
    pinned: PhantomPinned,
}

impl SelfRef {
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        let mut boxed = Box::pin(SelfRef {
            text,
            pointer: ptr::null(),
            pinned: PhantomPinned,
        });
        boxed.as_mut().push("");
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
        let this = self.project();
        this.text.push_str(more);
        *this.pointer = &raw const *this.text;
    }
}

pub fn addresses(pause: impl Future<Output = ()>) -> impl Future<Output = [usize; 2]> {
    async {
        let variable = 7_u8;
        let note = || (&raw const variable).addr();
        let before = note();
        pause.await;
        [before, note()]
    }
}
