//~ polled-after-ready in a_ends_first_then_b
//~ polled-after-ready in each_is_begun_once_and_left_alone_when_done
//! "The loop ends when both are done." Until then it polls the one that is done once more.

use std::pin::pin;

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut a_done, mut b_done) = (false, false);
    while !(a_done && b_done) {
        tokio::select! {
            () = &mut a => {
                a_done = true;
                log.write("a");
            }
            () = &mut b => {
                b_done = true;
                log.write("b");
            }
        }
    }
}
