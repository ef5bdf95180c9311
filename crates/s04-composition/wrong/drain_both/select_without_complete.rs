//~ panic in a_ends_first_then_b
//! "A fused future is left alone." It is, and when both are done, `futures::select!` has nobody left
//! to wait for: it wants `complete` for that.

use std::pin::pin;

use futures::FutureExt;
use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a.fuse()), pin!(b.fuse()));
    loop {
        futures::select! {
            () = a => log.write("a"),
            () = b => log.write("b"),
        }
    }
}
