//~ E0277
//! "`select` wants `Unpin`, so I do." Then no `async` block fits any more: it is to be pinned here.

use futures::future::{Either, select};
use s04_composition::log::Log;

pub async fn drain(
    a: impl Future<Output = ()> + Unpin,
    b: impl Future<Output = ()> + Unpin,
    log: Log,
) {
    match select(a, b).await {
        Either::Left(((), b)) => {
            log.write("a");
            b.await;
            log.write("b");
        }
        Either::Right(((), a)) => {
            log.write("b");
            a.await;
            log.write("a");
        }
    }
}
