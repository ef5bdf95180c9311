//~ sequential-await in a_ends_first_then_b
//! "First a, then b." b does not even begin before a has ended.

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    a.await;
    log.write("a");
    b.await;
    log.write("b");
}
