//~ lost-wake in a_ends_first_then_b
//~ lost-wake in both_ready_at_once
//! "Fused, so it is safe." A fused future that is done is pending for ever, and this loop waits for
//! three ends of two futures.

use std::pin::pin;

use futures::FutureExt;
use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a.fuse()), pin!(b.fuse()));
    for _ in 0..3 {
        tokio::select! {
            () = &mut a => log.write("a"),
            () = &mut b => log.write("b"),
        }
    }
}
