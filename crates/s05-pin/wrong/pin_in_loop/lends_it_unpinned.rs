//~ E0277
//! "`&mut` lends it." A `&mut F` is a future only where `F` may move at any time.

use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future>(
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
