//~ ready-too-early in a_ends_first_then_b
//~ ready-too-early in b_ends_first_then_a
//! "Select waits for what comes." Once; the other one is dropped in the middle.

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    tokio::select! {
        () = a => log.write("a"),
        () = b => log.write("b"),
    }
}
