//~ E0382
//! "`select!` waits for it." It takes the future in the first turn, and the second has none.

use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    loop {
        tokio::select! {
            output = future => return output,
            () = sleep(every) => on_tick(),
        }
    }
}
