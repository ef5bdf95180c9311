//~ dangling-pointer in pushed_and_the_pointer_stays_right
//! "`Pin::set` replaces what is pinned." By a value that was made in another place, with a pointer
//! to that place.

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

    pub fn push(mut self: Pin<&mut Self>, more: &str) {
        let longer = SelfRef::new(self.as_ref().text().to_owned() + more);
        // SAFETY: there is none: the new value leaves the box in which it was pinned.
        let longer = unsafe { Pin::into_inner_unchecked(longer) };
        self.set(*longer);
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
