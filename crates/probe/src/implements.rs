//! Asks of a type what the compiler knows, without failing to compile where the answer is no.

/// Whether a type implements a trait, as a `bool` that is known when the test is compiled. A bound
/// would do as well, and would show a learner an error in a file that somebody else wrote.
///
/// # Examples
///
/// ```
/// use std::rc::Rc;
///
/// assert!(probe::implements!(Vec<u8>: Send));
/// assert!(!probe::implements!(Rc<u8>: Send));
/// ```
#[macro_export]
macro_rules! implements {
    ($type:ty: $($bound:tt)+) => {{
        trait No {
            const HOLDS: bool = false;
        }
        impl<T: ?Sized> No for T {}
        struct Asked<T: ?Sized>(::std::marker::PhantomData<T>);
        // What belongs to the type itself comes before what a trait lends it.
        #[allow(dead_code)]
        impl<T: ?Sized + $($bound)+> Asked<T> {
            const HOLDS: bool = true;
        }
        <Asked<$type>>::HOLDS
    }};
}

/// [`implements!`] for the type of a value, which may have no name: that of an `async fn`. The value
/// comes from another function: of an `async` block in the same one the compiler does not know yet
/// whether it is `Send`.
///
/// # Examples
///
/// ```
/// async fn answer() -> u32 {
///     42
/// }
///
/// assert!(probe::value_implements!(answer(), Send));
/// assert!(!probe::value_implements!(answer(), Unpin));
/// ```
#[macro_export]
macro_rules! value_implements {
    ($value:expr, $($bound:tt)+) => {{
        trait No {
            fn holds(&self) -> bool {
                false
            }
        }
        struct Asked<T>(::std::marker::PhantomData<T>);
        impl<T> No for Asked<T> {}
        #[allow(dead_code)]
        impl<T: $($bound)+> Asked<T> {
            fn holds(&self) -> bool {
                true
            }
        }
        fn of<T>(_: &T) -> Asked<T> {
            Asked(::std::marker::PhantomData)
        }
        of(&$value).holds()
    }};
}

/// Lets two pinned values change places where their type is `Unpin`, as any safe code could, and
/// tells whether it is.
///
/// # Examples
///
/// ```
/// use std::marker::PhantomPinned;
///
/// let (mut a, mut b) = (Box::pin(1), Box::pin(2));
/// assert!(probe::swap_where_unpin!(i32, a.as_mut(), b.as_mut()));
/// assert_eq!((*a, *b), (2, 1));
///
/// let (mut a, mut b) = (Box::pin(PhantomPinned), Box::pin(PhantomPinned));
/// assert!(!probe::swap_where_unpin!(PhantomPinned, a.as_mut(), b.as_mut()));
/// ```
#[macro_export]
macro_rules! swap_where_unpin {
    ($type:ty, $a:expr, $b:expr) => {{
        use ::std::pin::Pin;
        trait Stays<T> {
            fn swap(&self, _: Pin<&mut T>, _: Pin<&mut T>) -> bool {
                false
            }
        }
        struct Asked<T>(::std::marker::PhantomData<T>);
        impl<T> Stays<T> for Asked<T> {}
        #[allow(dead_code)]
        impl<T: Unpin> Asked<T> {
            fn swap(&self, a: Pin<&mut T>, b: Pin<&mut T>) -> bool {
                ::std::mem::swap(a.get_mut(), b.get_mut());
                true
            }
        }
        Asked::<$type>(::std::marker::PhantomData).swap($a, $b)
    }};
}
