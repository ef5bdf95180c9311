//~ dangling-pointer in pushed_and_the_pointer_stays_right
//! "Take the text out, append, put it back." The pointer is noted while the text is out.

use std::marker::PhantomPinned;
use std::mem;
use std::pin::Pin;
use std::ptr;

pub struct SelfRef {
    text: String,
    pointer: *const String,
    _pinned: PhantomPinned,
}

impl SelfRef {
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        let mut boxed = Box::new(SelfRef {
            text,
            pointer: ptr::null(),
            _pinned: PhantomPinned,
        });
        boxed.pointer = &raw const boxed.text;
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
        // SAFETY: there is none: the pointer below points to a variable that is gone after this.
        let this = unsafe { self.get_unchecked_mut() };
        let mut text = mem::take(&mut this.text);
        text.push_str(more);
        this.pointer = &raw const text;
        this.text = text;
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
