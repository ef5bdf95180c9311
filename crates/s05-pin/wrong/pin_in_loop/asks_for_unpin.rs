//~ E0277
//! "The compiler wants `Unpin`, so I ask for it." Then no `async` block can be waited for any more.

use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future + Unpin>(
    mut future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    loop {
        tokio::select! {
            output = &mut future => return output,
            () = sleep(every) => on_tick(),
        }
    }
}
