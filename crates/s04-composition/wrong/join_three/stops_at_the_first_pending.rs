//~ sequential-await in takes_as_long_as_the_longest
//~ sequential-await in all_begin_before_one_ends
//! "Ready when a, b, and c are." `&&` does not look at b as long as a is pending, and who is not
//! polled does not run.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use futures::future::maybe_done;
use s04_composition::tasks::{task_a, task_b, task_c};

pub async fn run_all() -> (String, String, String) {
    let mut a = pin!(maybe_done(task_a()));
    let mut b = pin!(maybe_done(task_b()));
    let mut c = pin!(maybe_done(task_c()));
    poll_fn(|cx| {
        let all = a.as_mut().poll(cx).is_ready()
            && b.as_mut().poll(cx).is_ready()
            && c.as_mut().poll(cx).is_ready();
        if all { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    let output = "each is done";
    (
        a.take_output().expect(output),
        b.take_output().expect(output),
        c.take_output().expect(output),
    )
}
