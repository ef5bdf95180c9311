//! Each future is a stream with one item, its name; the two streams are merged.

use futures::stream::{StreamExt, once, select};
use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let a = once(async {
        a.await;
        "a"
    });
    let b = once(async {
        b.await;
        "b"
    });
    let write = |name| {
        log.write(name);
        std::future::ready(())
    };
    select(a, b).for_each(write).await;
}
