//! An offset from wherever the value is. It may move: both ends of the offset move together.

use std::mem::offset_of;
use std::pin::Pin;
use std::ptr;

pub struct SelfRef {
    text: String,
    offset: usize,
}

impl SelfRef {
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        let offset = offset_of!(SelfRef, text);
        Box::pin(SelfRef { text, offset })
    }

    pub fn text(self: Pin<&Self>) -> &str {
        &self.get_ref().text
    }

    pub fn pointer(self: Pin<&Self>) -> *const String {
        let this = ptr::from_ref(self.get_ref());
        this.wrapping_byte_add(self.offset).cast()
    }

    pub fn via_pointer(self: Pin<&Self>) -> &str {
        // SAFETY: at that offset of a borrowed value lies its text.
        unsafe { &*self.pointer() }
    }

    pub fn push(self: Pin<&mut Self>, more: &str) {
        self.get_mut().text += more;
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
