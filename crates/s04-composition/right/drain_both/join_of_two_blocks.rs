//! Each block writes its own line; `join!` leaves alone what is done.

use s04_composition::log::Log;

pub async fn drain(a: impl Future<Output = ()>, b: impl Future<Output = ()>, log: Log) {
    let log = &log;
    let a = async {
        a.await;
        log.write("a");
    };
    let b = async {
        b.await;
        log.write("b");
    };
    futures::join!(a, b);
}
