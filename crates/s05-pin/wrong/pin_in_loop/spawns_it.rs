//~ E0310
//! "A handle may move, so I spawn it." What borrows from the caller cannot become a task.

use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut task = tokio::task::spawn_local(future);
    loop {
        tokio::select! {
            output = &mut task => return output.unwrap(),
            () = sleep(every) => on_tick(),
        }
    }
}
