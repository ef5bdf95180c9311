//~ wrong-result in a_ends_first_then_b
//~ wrong-result in b_ends_first_then_a
//! "Join them, then write it down." The log says that both ended when the slower one did.

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    tokio::join!(a, b);
    log.write("a");
    log.write("b");
}
