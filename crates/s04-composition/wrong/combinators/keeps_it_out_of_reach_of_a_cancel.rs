//~ late-drop in dropped_in_the_middle_and_what_it_waits_for_with_it
//! "`f` is dropped at the end." The end may never come: who is cancelled while a step waits never gets
//! there.

use std::mem::ManuallyDrop;
use std::pin::{Pin, pin};

use s04_composition::steps::{add_ten, seen, store};

pub async fn pipeline<F: Future<Output = u32>>(f: F) -> Result<u32, String> {
    let mut kept = pin!(Kept(ManuallyDrop::new(f), true));
    // SAFETY: `f` is pinned with what keeps it, and dropped in its place.
    let kept = unsafe { kept.as_mut().get_unchecked_mut() };
    // SAFETY: as above.
    let twice = unsafe { Pin::new_unchecked(&mut *kept.0) }.await * 2;
    kept.1 = false;
    seen(twice);
    let sum = add_ten(twice).await;
    let result = match sum {
        101.. => Err(format!("{sum} is more than 100")),
        _ => store(sum).await,
    };
    kept.1 = true;
    result
}

/// Whether `f` is dropped with this.
struct Kept<F>(ManuallyDrop<F>, bool);

impl<F> Drop for Kept<F> {
    fn drop(&mut self) {
        if self.1 {
            // SAFETY: this is the only drop.
            unsafe { ManuallyDrop::drop(&mut self.0) }
        }
    }
}
