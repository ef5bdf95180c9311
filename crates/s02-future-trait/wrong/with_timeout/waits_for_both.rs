//~ ready-too-late in slow_work_then_elapsed_at_the_limit
//~ ready-too-late in fast_work_then_ok_without_waiting_for_the_limit
//~ ready-too-late in work_that_never_ends_then_elapsed_at_the_limit
//! "Run both, then see which of them was faster." `join!` waits for the slower one.

use std::time::Duration;

use tokio::time::{Instant, sleep};

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    let began = Instant::now();
    let work = async {
        let output = f.await;
        (output, began.elapsed())
    };
    let ((output, took), ()) = tokio::join!(work, sleep(d));
    if took <= d { Ok(output) } else { Err(Elapsed) }
}
