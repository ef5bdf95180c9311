//! `unsound-unpin`: it says that it may move, and points into itself.

mod support;

use std::pin::Pin;
use std::ptr;

use probe::{Diagnosis, demand, swap_where_unpin};
use support::{caught, passes};

mod bad {
    use std::pin::Pin;
    use std::ptr;

    /// A text, and a pointer to it.
    pub struct Label {
        text: String,
        this: *const String,
    }

    impl Label {
        pub fn new(text: String) -> Pin<Box<Label>> {
            let this = ptr::null();
            let mut label = Box::pin(Label { text, this });
            label.this = &raw const label.text;
            label
        }

        pub fn pointer(&self) -> *const String {
            self.this
        }
    }
}

mod good {
    use std::marker::PhantomPinned;
    use std::pin::Pin;
    use std::ptr;

    /// A text, and a pointer to it.
    pub struct Label {
        text: String,
        this: *const String,
        _pinned: PhantomPinned,
    }

    impl Label {
        pub fn new(text: String) -> Pin<Box<Label>> {
            let (this, _pinned) = (ptr::null(), PhantomPinned);
            let mut label = Box::new(Label {
                text,
                this,
                _pinned,
            });
            label.this = &raw const label.text;
            Box::into_pin(label)
        }

        pub fn pointer(&self) -> *const String {
            self.this
        }
    }
}

/// Swaps two of them where that can be done, and checks where the pointer of the first one points.
macro_rules! stays {
    ($label:ty) => {{
        let [mut a, mut b] = ["a", "b"].map(|text| <$label>::new(text.to_owned()));
        let is_unpin = swap_where_unpin!($label, a.as_mut(), b.as_mut());
        let inside = ptr::from_ref(&*a).addr()..ptr::from_ref(&*a).addr() + size_of::<$label>();
        demand(
            inside.contains(&a.pointer().addr()),
            Diagnosis::UnsoundUnpin,
            format!("`Unpin`: {is_unpin}"),
            format!("`Unpin`: {is_unpin}"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::UnsoundUnpin, || stays!(bad::Label));
}

#[test]
fn good_example_passes() {
    passes(|| stays!(good::Label));
}

/// Finds its text whenever it is asked, so it may move.
struct Finds(String);

impl Finds {
    fn new(text: String) -> Pin<Box<Finds>> {
        Box::pin(Finds(text))
    }

    fn pointer(&self) -> *const String {
        &raw const self.0
    }
}

#[test]
fn unpin_without_a_pointer_passes() {
    passes(|| stays!(Finds));
}
