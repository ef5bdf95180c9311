//~ ready-too-late in three_ticks_then_done
//! "Two loops side by side, and a flag." The ticker sees the flag only when it gets up, and `join!`
//! waits for it.

use std::cell::Cell;
use std::time::Duration;

use tokio::time::sleep;

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let done = Cell::new(false);
    let work = async {
        let output = future.await;
        done.set(true);
        output
    };
    let ticker = async {
        while !done.get() {
            sleep(every).await;
            if !done.get() {
                on_tick();
            }
        }
    };
    tokio::join!(work, ticker).0
}
