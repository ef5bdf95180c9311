//! `dangling-pointer`: it points into itself, where it was before.

mod support;

use std::ptr;

use probe::{Diagnosis, demand};
use support::{caught, passes};

mod bad {
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
            let mut label = Label {
                text,
                this,
                _pinned,
            };
            label.this = &raw const label.text;
            Box::pin(label)
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

/// Checks where the pointer of a pinned value points.
macro_rules! points_into_itself {
    ($label:ty) => {{
        let label = <$label>::new("text".to_owned());
        let here = ptr::from_ref(&*label).addr();
        let at = label.pointer().addr();
        demand(
            (here..here + size_of::<$label>()).contains(&at),
            Diagnosis::DanglingPointer,
            format!("the value is at {here:#x}, and its pointer is {at:#x}"),
            format!("値は {here:#x} にあり、ポインターは {at:#x} を指しています"),
        );
    }};
}

#[test]
fn bad_example_is_caught() {
    caught(Diagnosis::DanglingPointer, || {
        points_into_itself!(bad::Label)
    });
}

#[test]
fn good_example_passes() {
    passes(|| points_into_itself!(good::Label));
}
