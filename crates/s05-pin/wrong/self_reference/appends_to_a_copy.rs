//~ wrong-result in pushed_and_the_pointer_stays_right
//! "`to_owned`, then append." That is another text; the one in the value stays as it was.

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
        let mut text = self.as_ref().text().to_owned();
        text.push_str(more);
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
