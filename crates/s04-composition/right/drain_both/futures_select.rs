//! The macro of `futures` takes fused futures, and has a branch for "all done".

use std::pin::pin;

use futures::FutureExt;
use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a.fuse()), pin!(b.fuse()));
    loop {
        futures::select! {
            () = a => log.write("a"),
            () = b => log.write("b"),
            complete => break,
        }
    }
}
