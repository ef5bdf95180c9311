//! No pointer is kept: each question finds the text anew. No `unsafe`, and no need to stay.

use std::pin::Pin;

#[derive(Clone)]
pub struct SelfRef {
    text: String,
}

impl SelfRef {
    pub fn new(text: String) -> Pin<Box<SelfRef>> {
        Box::pin(SelfRef { text })
    }

    pub fn text(self: Pin<&Self>) -> &str {
        &self.get_ref().text
    }

    pub fn pointer(self: Pin<&Self>) -> *const String {
        &raw const self.text
    }

    pub fn via_pointer(self: Pin<&Self>) -> &str {
        self.text()
    }

    pub fn push(mut self: Pin<&mut Self>, more: &str) {
        self.text.push_str(more);
    }
}

pub async fn addresses(pause: impl Future<Output = ()>) -> [usize; 2] {
    let variable = [1, 2, 3];
    let before = (&raw const variable).addr();
    pause.await;
    [before, (&raw const variable).addr()]
}
