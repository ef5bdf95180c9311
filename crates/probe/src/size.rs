//! How large a future is.

use crate::diagnosis::Diagnosis;
use crate::finding::Finding;

/// Asks that `future` is no larger than `bound`, in bytes. What it has put on the heap does not
/// count.
///
/// # Examples
///
/// ```
/// probe::at_most_bytes(&async { 7 }, 64);
/// ```
///
/// # Panics
///
/// With [`Diagnosis::OversizedFuture`].
#[track_caller]
pub fn at_most_bytes<F: Future>(future: &F, bound: usize) {
    let size = size_of_val(future);
    if size > bound {
        Finding::new(Diagnosis::OversizedFuture)
            .note(
                format!("the future has {size} bytes; the limit is {bound}"),
                format!("Future の大きさは {size} バイトです (上限は {bound} バイト)"),
            )
            .raise();
    }
}
