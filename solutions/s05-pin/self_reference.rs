//! First the place, then the pointer; `PhantomPinned` keeps the value there.

use std::marker::PhantomPinned;
use std::pin::Pin;
use std::ptr;

/// A text, and a pointer to it: to the `String` in this very value.
pub struct SelfRef {
    text: String,
    pointer: *const String,
    _pinned: PhantomPinned,
}

impl SelfRef {
    /// Puts the text into a box, and notes where it lies.
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        let mut boxed = Box::new(SelfRef {
            text,
            pointer: ptr::null(),
            _pinned: PhantomPinned,
        });
        boxed.pointer = &raw const boxed.text;
        Box::into_pin(boxed)
    }

    /// The text.
    pub fn text(self: Pin<&Self>) -> &str {
        &self.get_ref().text
    }

    /// The pointer that was noted.
    pub fn pointer(self: Pin<&Self>) -> *const String {
        self.pointer
    }

    /// The text, read through the pointer.
    pub fn via_pointer(self: Pin<&Self>) -> &str {
        // SAFETY: the pointer was noted in the box, and the value has not left that since: it is
        // pinned, and not `Unpin`. The borrow of `self` is one of the text, too.
        unsafe { &*self.pointer }
    }

    /// Appends to the text, in its place.
    pub fn push(self: Pin<&mut Self>, more: &str) {
        // SAFETY: the reference changes the value where it is, and moves nothing out of it.
        let this = unsafe { self.get_unchecked_mut() };
        this.text.push_str(more);
        // The place is the same; but a pointer from before the `&mut` counts as outdated.
        this.pointer = &raw const this.text;
    }
}

/// Notes the address of one of its own variables, waits for `pause`, and notes the address of the
/// same variable again.
pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
