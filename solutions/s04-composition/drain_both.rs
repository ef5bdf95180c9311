//! A guard for each branch: `select!` does not poll a branch whose guard is false.

use std::pin::pin;

use s04_composition::log::Log;

/// Runs both to their end, writes `a` or `b` into the log as soon as that one is done, and returns
/// when both are.
pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut a_done, mut b_done) = (false, false);
    while !(a_done && b_done) {
        tokio::select! {
            () = &mut a, if !a_done => {
                a_done = true;
                log.write("a");
            }
            () = &mut b, if !b_done => {
                b_done = true;
                log.write("b");
            }
        }
    }
}
