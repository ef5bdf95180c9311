//! self_reference: a value that points into itself, and the same made by `async`.
//! Task and hints: `cargo xtask lesson self_reference`, `cargo xtask hint self_reference`
//! 日本語: exercises/s05-pin/self_reference.ja.md

use std::pin::Pin;

/// A text, and a pointer to it: to the `String` in this very value.
pub struct SelfRef {
    text: String,
    pointer: *const String,
    // TODO: what keeps safe code from moving this out of its box?
}

impl SelfRef {
    /// Puts the text into a box, and notes where it lies.
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        let _ = text;
        todo!("where does the text lie, and from when on?")
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
        todo!("what has to be true for this to be sound?")
    }

    /// Appends to the text, in its place.
    pub fn push(self: Pin<&mut Self>, more: &str) {
        let _ = more;
        todo!("a `Pin<&mut Self>` gives no `&mut` for free; why is it sound here?")
    }
}

/// Notes the address of one of its own variables, waits for `pause`, and notes the address of the
/// same variable again.
pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    pause.await;
    todo!("where does a variable live while its function waits?")
}
