//~ ready-too-late in a_ends_first_then_b
//~ ready-too-late in b_ends_first_then_a
//! "Look, sleep a little, look again." An end is noticed at the next look, up to 30 ms later.

use std::pin::pin;
use std::time::Duration;

use futures::future::maybe_done;
use futures::poll;
use s04_composition::log::Log;
use tokio::time::sleep;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(maybe_done(a)), pin!(maybe_done(b)));
    let (mut a_done, mut b_done) = (false, false);
    while !(a_done && b_done) {
        if !a_done && poll!(&mut a).is_ready() {
            a_done = true;
            log.write("a");
        }
        if !b_done && poll!(&mut b).is_ready() {
            b_done = true;
            log.write("b");
        }
        if !(a_done && b_done) {
            sleep(Duration::from_millis(30)).await;
        }
    }
}
