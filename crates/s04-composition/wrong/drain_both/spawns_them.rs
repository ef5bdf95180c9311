//~ E0310
//! "A task for each." What is borrowed, or not `Send`, cannot become a task.

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let a = tokio::task::spawn_local(a);
    let b = tokio::task::spawn_local(b);
    let _ = a.await;
    log.write("a");
    let _ = b.await;
    log.write("b");
}
