//~ ready-too-late in either_ends_between_two_ticks
//! "One is left: a look every millisecond will do." The line is late, and nobody sleeps meanwhile.

use std::pin::{Pin, pin};
use std::time::Duration;

use futures::FutureExt;
use s04_composition::log::Log;
use tokio::time::sleep;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    tokio::select! {
        () = &mut a => {
            log.write("a");
            rest(b, "b", log).await;
        }
        () = &mut b => {
            log.write("b");
            rest(a, "a", log).await;
        }
    }
}

async fn rest(mut future: Pin<&mut impl Future<Output = ()>>, name: &str, log: Log) {
    while future.as_mut().now_or_never().is_none() {
        sleep(Duration::from_millis(1)).await;
    }
    log.write(name);
}
