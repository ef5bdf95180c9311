//~ wrong-result in a_variable_lives_in_the_future
//! "The variable is a `Vec`, so its address is where its elements are." They are on the heap; the
//! variable is what points to them.

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
        // SAFETY: nothing is moved out of the reference.
        let this = unsafe { self.get_unchecked_mut() };
        this.text.push_str(more);
        this.pointer = &raw const this.text;
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let data = vec![1, 2, 3];
    let before = data.as_ptr().addr();
    pause.await;
    [before, data.as_ptr().addr()]
}
