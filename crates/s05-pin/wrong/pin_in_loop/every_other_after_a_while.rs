//~ wrong-result in ticks_of_every_length
//! "Nobody needs to be told so often for so long." From the sixteenth tick on, every other one is
//! left out.

use std::pin::pin;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

pub async fn until_done<F: Future>(
    future: F,
    every: Duration,
    mut on_tick: impl FnMut(),
) -> F::Output {
    let mut future = pin!(future);
    let begin = Instant::now();
    let mut number = 1;
    loop {
        tokio::select! {
            biased;
            output = &mut future => return output,
            () = sleep_until(begin + every * number) => on_tick(),
        }
        number += if number < 16 { 1 } else { 2 };
    }
}
