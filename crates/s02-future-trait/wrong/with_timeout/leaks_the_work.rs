//~ late-drop in elapsed_then_dropped_and_the_work_with_it
//~ late-drop in dropped_midway_and_the_work_with_it
//! "`Box::leak` gives me a place that never moves." And never goes: the work keeps its connection
//! for ever.

use std::pin::Pin;
use std::time::Duration;

#[derive(Debug, PartialEq)]
pub struct Elapsed;

pub async fn with_timeout<F: Future>(f: F, d: Duration) -> Result<F::Output, Elapsed> {
    let work: &mut F = Box::leak(Box::new(f));
    // SAFETY: what is leaked stays where it is.
    let mut work = unsafe { Pin::new_unchecked(work) };
    tokio::select! {
        biased;
        output = &mut work => Ok(output),
        () = tokio::time::sleep(d) => Err(Elapsed),
    }
}
