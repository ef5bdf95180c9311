//~ ready-too-early in a_ends_first_then_b
//~ ready-too-early in b_ends_first_then_a
//! "As long as a is not done and b is not done." One `&&` where `||` was meant: the loop ends with
//! the first.

use std::pin::pin;

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut a_done, mut b_done) = (false, false);
    while !a_done && !b_done {
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
