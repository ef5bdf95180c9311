//~ leaked-memory in nothing_goes_on_after_the_end
//! "What is leaked cannot move." True; and what it holds is never given back.

use std::pin::Pin;
use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let leaked = Box::into_raw(Box::new(future));
    loop {
        // SAFETY: nobody else has the pointer, and what it points to stays there for good.
        let future = unsafe { Pin::new_unchecked(&mut *leaked) };
        tokio::select! {
            output = future => return output,
            () = sleep(every) => on_tick(),
        }
    }
}
